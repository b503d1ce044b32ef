"""The claimed, derived and agreed outcomes of a cycle."""
