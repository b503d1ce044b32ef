"""Editions of criteria as pages: what a terminal and Markdown show of them."""

from collections.abc import Iterator, Sequence

from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.rules.edition_changes import Change, EditionChanges, Kind, Place, other_changes
from prevent_assure.rules.edition_changes import words as words_of
from prevent_assure.text.blocks import Items, Page, Prose, narrative, words
from prevent_assure.workspace.loading import Loaded

LABELS: dict[Kind, str] = {
    "reworded": "Reworded",
    "moved": "Moved",
    "split": "Split",
    "merged": "Merged",
    "redrawn": "Split and merged",
    "replaced": "Replaced",
    "retired": "Retired",
    "new": "New",
}


def editions_page(editions: Sequence[Loaded[Criteria]]) -> Page:
    """Lay out the editions that there are.

    Args:
        editions: The editions as read.

    Returns:
        The page.
    """
    number = f"{len(editions)} {'edition' if len(editions) == 1 else 'editions'}"
    return Page("criteria", number, (Items("Editions", tuple(map(_listed, editions))),))


def _listed(loaded: Loaded[Criteria]) -> Prose:
    criteria = loaded.model
    if criteria is None:
        return words("cannot be read: `prevent-assure validate` says why", loaded.path)
    number = sum(1 for each in criteria.benchmarks for _ in each.each_criterion())
    follows = f", follows {criteria.replaces.edition}" if criteria.replaces is not None else ""
    told = f"{criteria.title}; {len(criteria.benchmarks)} benchmarks, {number} criteria{follows} ({loaded.path})"
    return words(told, criteria.ref)


def edition_page(criteria: Criteria, origin: str) -> Page:
    """Lay out an edition with every criterion.

    Args:
        criteria: The edition.
        origin: Where it was taken from.

    Returns:
        The page.
    """
    blocks: list[Prose | Items] = [words(criteria.title), narrative(criteria.applies_to, "Applies to")]
    if criteria.note is not None:
        blocks.append(narrative(criteria.note, "Note"))
    if criteria.replaces is not None:
        blocks.append(words(criteria.replaces.edition, "Follows"))
    for benchmark in criteria.by_number():
        blocks += _benchmark(criteria, benchmark)
    return Page(criteria.ref, origin, tuple(blocks))


def _benchmark(criteria: Criteria, benchmark: Benchmark) -> Iterator[Prose | Items]:
    yield words(f"{benchmark.title} ({benchmark.id})", f"Benchmark {benchmark.number}")
    told = benchmark.statement if benchmark.scored else benchmark.reason
    if told is not None:
        yield narrative(told)
    for level, members in benchmark.criteria.items():
        of_id = criteria.level(level)
        yield Items(of_id.label if of_id is not None else level, tuple(_criterion(each) for each in members))


def _criterion(criterion: Criterion) -> Prose:
    more = [f"{part.id}: {part.text}" for part in criterion.parts]
    more += [f"Or otherwise: {criterion.exception}"] if criterion.exception is not None else []
    more += [f"Applies when: {criterion.applies_when}"] if criterion.applies_when is not None else []
    return narrative("\n\n".join([criterion.text, *more]), criterion.id)


def changes_page(changes: EditionChanges) -> Page:
    """Lay out what changed from one edition to another.

    Args:
        changes: What changed.

    Returns:
        The page.
    """
    told = [each for each in changes.changes if each.kind != "unchanged"]
    same = sum(each.kind == "unchanged" for each in changes.changes)
    blocks: list[Prose | Items] = [words(f"{same} criteria are as they were.", "Unchanged")]
    for kind, label in LABELS.items():
        here = [each for each in told if each.kind == kind]
        if here:
            blocks.append(Items(label, tuple(_change(each) for each in here)))
    others = tuple(words(f"{each}.") for each in other_changes(changes))
    if others:
        blocks.append(Items("Besides", others))
    number = f"{len(told)} {'change' if len(told) == 1 else 'changes'}"
    return Page(f"{changes.before.ref} to {changes.after.ref}", number, tuple(blocks))


def _change(change: Change) -> Prose:
    before, after = _names(change.before), _names(change.after)
    head = f"{before} becomes {after}" if before and after and before != after else before or after
    if change.kind == "moved" and words_of(change.before[0].criterion) == words_of(change.after[0].criterion):
        return narrative("\n\n".join([*_told(change), change.after[0].criterion.text]), head)
    texts = [f"{'before: ' if change.after else ''}{place.criterion.text}" for place in change.before]
    texts += [f"{'now: ' if change.before else ''}{place.criterion.text}" for place in change.after]
    return narrative("\n\n".join([*_told(change), *texts]), head)


def _names(places: Sequence[Place]) -> str:
    return ", ".join(f"{each.name} ({each.level})" for each in places)


def _told(change: Change) -> Iterator[str]:
    if change.carried:
        yield "Asks the same: an answer is carried."
    elif change.after and change.before:
        yield "Is asked for afresh."
    if change.kind == "retired":
        yield change.reason or (
            "Nothing takes its place."
            if change.said
            else "Nothing takes its place, and the later edition says no more."
        )
        if change.before[0].criterion.note is not None:
            yield f"Note: {change.before[0].criterion.note}"
