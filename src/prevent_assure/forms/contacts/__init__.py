"""The team's contacts sheet, read into authority files."""
