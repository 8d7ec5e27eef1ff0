"""Frozen answers: what services return and screens, the command line and exports show."""
