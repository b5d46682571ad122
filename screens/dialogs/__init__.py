"""Dialogs: a value in by the constructor, a result out by dismiss; a dialog saves nothing."""
