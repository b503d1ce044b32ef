"""The overview and letters in a browser while files are edited."""
