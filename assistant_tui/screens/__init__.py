"""What the user sees: the desk with its panes, the dialogs, and what the keys do."""
