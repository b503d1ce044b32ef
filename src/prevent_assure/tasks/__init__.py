"""What one asks of a workspace, as functions with typed results: the public API, and all that a command calls."""
