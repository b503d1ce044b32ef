"""Editions of criteria: listed, shown, compared, tried and carried over to a new one."""
