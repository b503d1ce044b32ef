"""All authorities together: the overview, exports and recommendations."""
