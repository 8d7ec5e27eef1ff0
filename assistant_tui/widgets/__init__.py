"""Reusable pieces of the screen. They know read models, never tables or services."""
