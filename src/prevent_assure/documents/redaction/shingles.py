"""Texts prepared to be searched for very many others."""

from collections.abc import Iterable

from .search import forms_of

_LONG = 4


class Pages:
    """Texts in all the ways in which they may be read, with every run of a few words in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Prepare texts.

        Args:
            texts: The texts.
        """
        self._forms = [form for text in texts for form in forms_of(text)]
        self._runs: set[tuple[str, ...]] = set()
        for form in self._forms:
            words = form.split()
            for length in range(1, _LONG + 1):
                self._runs.update(zip(*(words[at:] for at in range(length)), strict=False))

    def __contains__(self, words: tuple[str, ...]) -> bool:
        """Tell whether words stand here one after another."""
        if not words or words[:_LONG] not in self._runs:
            return False
        return len(words) <= _LONG or any(f" {' '.join(words)} " in form for form in self._forms)

    def knows(self, words: tuple[str, ...]) -> bool:
        """Tell whether each of some words stands here somewhere.

        Args:
            words: The words.

        Returns:
            Whether each does.
        """
        return all((word,) in self._runs for word in words)
