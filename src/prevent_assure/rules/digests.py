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
    texts = [
        b"null" if model is None else _canonical(model.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        for model in models
    ]
    return sha256(b"".join(b"%d:" % len(text) + text for text in texts))


def digest_of(data: object) -> str:
    """Digest plain data, as `sha256:` and 64 hexadecimal digits."""
    return sha256(_canonical(data))


def sha256(data: bytes) -> str:
    """Digest bytes, in the same form."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _canonical(data: object) -> bytes:
    """Write data as JSON whose keys are sorted, so that their order in the file does not matter."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
