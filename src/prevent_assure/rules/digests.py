"""Digests of models: of what they say, not of the bytes, so that layout, comments and line ends do not matter."""

import hashlib
import json

from prevent_assure.model.base import Model


def digest(*models: Model | None) -> str:
    """Digest what models say.

    Args:
        models: The models, in a fixed order; None stands for a file that is not there.

    Returns:
        `sha256:` and 64 hexadecimal digits.
    """
    total = hashlib.sha256()
    for model in models:
        text = b"null" if model is None else _canonical(model)
        total.update(b"%d:" % len(text) + text)
    return f"sha256:{total.hexdigest()}"


def _canonical(model: Model) -> bytes:
    """Write a model as JSON whose keys are sorted, so that their order in the file does not matter."""
    data = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
