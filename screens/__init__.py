"""One file a screen, its .tcss beside it; dialogs and widgets in rooms of their own."""
