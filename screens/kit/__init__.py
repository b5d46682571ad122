"""What rooms share: bars, fields, lists, forms, dialogs."""
