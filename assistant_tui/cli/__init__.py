"""The command line: one file per noun; what is heavy is imported inside the commands."""
