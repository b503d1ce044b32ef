"""What git remembers of a workspace: read, never written."""
