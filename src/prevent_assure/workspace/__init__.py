"""The only room that finds, reads and writes files."""
