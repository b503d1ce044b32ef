"""How much a file may hold; far more than any needs, and so little that no file can do harm by its size."""

BYTES = 1024 * 1024
"""The largest file."""
CORRECTED = 200_000
"""The largest file, in characters, for which it is worked out what was meant where it cannot be read."""
DEPTH = 32
"""The most groups and lists in one another."""
NODES = 50_000
"""The most keys, values, groups and lists of a file."""
KEY_LENGTH = 200
"""The longest key, in characters."""
TEXT_LENGTH = 20_000
"""The longest text, in characters."""
