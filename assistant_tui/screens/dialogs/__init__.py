"""Questions over the desk. Each runs its service itself and stays open, with what was typed, if it is refused."""
