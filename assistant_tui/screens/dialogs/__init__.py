"""Questions over the desk. Each runs its service itself; refused, it stays open with what was typed."""
