"""Issuing letters, and showing afterwards that they are what was issued."""
