"""What a public letter would leave out, what may be a name, and what stays: one page for whoever looks at it first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Diagnostic, Location
from prevent_assure.publication.decisions import Perhaps, to_paste, word_digest
from prevent_assure.publication.edition import Edition, place_of
from prevent_assure.publication.redaction import Seen
from prevent_assure.text.escaping import harmless
from prevent_assure.workspace.loading import Loaded


class Listed(NamedTuple):
    """A word of a letter's texts.

    Attributes:
        location: Where it stands.
        written: The word.
        sentences: The sentences with it.
        entry: What decides it, where it is to be decided: with the word and with its digest.
    """

    location: Location
    written: str
    sentences: tuple[str, ...]
    entry: tuple[str, str] | None = None


class DryRun(NamedTuple):
    """What a public letter would do with the names in its texts.

    Attributes:
        authority: The authority's id.
        certain: What is a name, and goes.
        perhaps: What may be a name, and is to be decided.
        kept: What looks like a name, and stays.
        diagnostics: What keeps it from being told.
    """

    authority: str
    certain: tuple[Listed, ...] = ()
    perhaps: tuple[Listed, ...] = ()
    kept: tuple[Listed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def dry_run_of(authority: str, edition: Edition, read: Sequence[Loaded[Any]]) -> DryRun:
    """List what a public edition does with names.

    Args:
        authority: The authority's id.
        edition: The edition.
        read: The files that it is made from.

    Returns:
        The lists, in the order of the letter.
    """
    redactor = edition.redactor
    asked = (word for word in redactor.perhaps.values() if word.open)
    return DryRun(
        authority,
        tuple(_listed(redactor.gone, read)),
        tuple(_asked(word, read) for word in asked),
        tuple(_listed(redactor.kept, read)),
    )


def _listed(met: Iterable[Seen], read: Sequence[Loaded[Any]]) -> Iterator[Listed]:
    for each in dict.fromkeys(met):
        yield Listed(place_of(each.source, read), each.written, (each.sentence,))


def _asked(word: Perhaps, read: Sequence[Loaded[Any]]) -> Listed:
    entry = (word.entry(shown=True), word.entry(shown=False))
    return Listed(
        place_of(word.sources[0], read), word.written, tuple(word.sentences[each] for each in word.open), entry
    )


def data_of(found: DryRun) -> dict[str, object]:
    """Give the lists as plain data, without a word that people wrote."""
    return {
        "certain": [_data(each) for each in found.certain],
        "perhaps": [_data(each) for each in found.perhaps],
        "kept": len(found.kept),
    }


def _data(each: Listed) -> dict[str, object]:
    return {"path": each.location.path, "line": each.location.line, "text_digest": word_digest(each.written)}


def lines_of(found: DryRun, *, shown: bool) -> Iterator[str]:
    """Give the lists as lines for people.

    Args:
        found: The lists.
        shown: Whether words and sentences may be shown: on a terminal only.

    Yields:
        The lines.
    """
    heads = (
        ("names that go", found.certain),
        ("words that may be a name, to be decided", found.perhaps),
        ("parts of names that stay, as words or as public names", found.kept),
    )
    for head, listed in heads:
        yield f"{found.authority}: {head}: {len(listed)}"
        for each in listed:
            place = f"{each.location.path}:{each.location.line or ''}".rstrip(":")
            yield harmless(f"  {place}: {each.written if shown else word_digest(each.written)}")
            yield from (harmless(f"      {sentence}") for sentence in (each.sentences if shown else ()))
            yield from (
                ()
                if each.entry is None
                else (harmless(f"      {to_paste(each.entry[0 if shown else 1], first=True)}"),)
            )
    yield f"{found.authority}: who holds which post goes as well, unless it is public"
