"""Findings and scores as JSON: stable, without colour, every character beyond ASCII escaped (format.md)."""

import json


def written(data: object) -> str:
    """Write data as every JSON answer is written.

    Args:
        data: What `json` can write.

    Returns:
        One JSON value and a line end.
    """
    return json.dumps(data, indent=2) + "\n"
