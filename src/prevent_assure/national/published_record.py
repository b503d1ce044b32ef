"""The record of what was published: written by `overview --publish`, and what the next edition is held against."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from prevent_assure.diagnostics import InputError
from prevent_assure.model.published import Published, PublishedEdition, PublishedLine
from prevent_assure.workspace.emitting import Flow, Hand, Value, emit
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import published_path
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .counts import NOTHING, OPEN
from .differences import OUTCOMES, Difference, differences
from .pages import Picture
from .public_page import PublicPage, shown_criterion
from .views import CountView, MovementView

_HEAD = """\
# What was published: the next edition is held against it, so that nobody is told by the difference. Commit it.
# Written by `prevent-assure overview --publish`; nobody changes it by hand.
"""
_MOST = 10
"""So many differences are named one by one."""


def edition_of(picture: Picture, page: PublicPage, digest: str) -> PublishedEdition:
    """Take down what a page of a digest says."""
    regions = sorted(_named(picture.figures.stages_in))
    return PublishedEdition(
        pages=(digest,), smallest=page.view.smallest, regions=tuple(regions), lines=tuple(_lines(picture, page))
    )


def _lines(picture: Picture, page: PublicPage) -> Iterator[PublishedLine]:
    view, smallest = page.view, page.view.smallest
    yield _line("completion", view.stages, view.total)
    for figures, shown in zip(picture.figures.scored(), view.benchmarks, strict=True):
        name = figures.benchmark.id
        yield _line(f"{OUTCOMES}{name}", shown.all.counts, view.total)
        for each in shown.regions:
            yield _line(f"{OUTCOMES}{name}", each.counts, each.total, _named(page.regions[each.title]))
        if shown.movement is not None:
            yield PublishedLine(table=f"movement/{name}", total=view.total, counts=_moved(shown.movement))
        if shown.recommendations is not None:
            yield PublishedLine(table=f"recommendations/{name}", counts={"made": shown.recommendations})
        for (level, criterion), found in figures.criteria.items():
            counts = shown_criterion(picture, found, smallest).counts
            yield _line(f"criteria/{name}/{level}/{criterion}", counts, view.total)
    yield _line("progress", view.progress)


def _moved(moved: MovementView) -> dict[str, int]:
    return {"higher": moved.higher, "same": moved.same, "lower": moved.lower, "apart": moved.apart}


def _line(
    table: str, counts: Iterable[CountView], total: int | None = None, regions: Iterable[str] = ()
) -> PublishedLine:
    numbers = {each.id: each.count for each in counts}
    return PublishedLine(
        table=table,
        regions=tuple(sorted(regions)),
        total=total,
        counts={name: number for name, number in numbers.items() if number is not None},
        withheld=tuple(name for name, number in numbers.items() if number is None),
    )


def _named(regions: Iterable[str | None]) -> list[str]:
    return [NOTHING if region is None else region for region in regions]


def earlier_editions(workspace: Workspace, cycle: str, named: Sequence[Path]) -> list[Published]:
    """Read what was published before: the workspace's own record of a cycle, and others that somebody names.

    Raises:
        InputError: If one cannot be read, or is of another cycle: what is published could not be held against it.
    """
    own = workspace.root / published_path(cycle)
    found = [_read(own, workspace.root, cycle)] if workspace.has(published_path(cycle)) else []
    return found + [_read(path, None, cycle) for path in named]


def _read(path: Path, root: Path | None, cycle: str) -> Published:
    shown = str(path.relative_to(root)) if root is not None else str(path)
    try:
        read = load_bytes(read_file(path, root=root), shown, Published).model
    except FileRefused:
        read = None
    if read is None or read.cycle != cycle:
        why = "cannot be read as a record of what was published" if read is None else "is of another cycle"
        msg = (
            f"{shown} {why}, so nothing can be held against it; nothing is written\n"
            "  hint: name a file published/<cycle>.yaml of this cycle, and bring a changed one back with git"
        )
        raise InputError(msg)
    return read


def stop_at_differences(earlier: Iterable[Published], now: PublishedEdition) -> None:
    """Hold an edition against those before. What was published before gives nothing away if it is published again.

    Raises:
        InputError: If it tells something of few by the difference.
    """
    editions = [edition for each in earlier for edition in each.editions]
    if any(_same(each, now) for each in editions):
        return
    found = [one for each in editions for one in differences(each, now, max(each.smallest, now.smallest))]
    told = list(dict.fromkeys(in_words(one, now.smallest) for one in found))
    if told:
        more = [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
        lines = "".join(f"\n  - {one}" for one in [*told[:_MOST], *more])
        msg = (
            "whoever subtracts an earlier edition from this one would learn of a few authorities what neither says; "
            f"nothing is written{lines}\n"
            "  hint: wait until more is agreed and publish then, or leave the earlier edition as it is; "
            "--despite-earlier publishes it all the same"
        )
        raise InputError(msg)


def _same(one: PublishedEdition, other: PublishedEdition) -> bool:
    return (one.regions, one.lines) == (other.regions, other.lines)


def in_words(found: Difference, smallest: int) -> str:
    """Say what a difference would tell."""
    where = found.table.replace("/", ", ", 1)
    if found.regions:
        where += f", {' + '.join(found.regions)}"
    if found.columns:
        where += f": {' + '.join('not yet agreed' if name == OPEN else name for name in found.columns)}"
    return f"{where} {_SAID[found.why].format(smallest)}"


_SAID = {
    "small": "differs by fewer than {}",
    "apart": "is fewer than {} where one edition is subtracted from the other, since they are about different regions",
    "bounded": "is withheld now, and what was printed before leaves fewer than {} of it open",
    "alike": "is the only outcome that can have been agreed since, so that it is told of each authority",
    "withheld": "is withheld in one edition and printed in the other, while nothing there differs by {} or more",
    "grouped": "has regions that stand together otherwise, while nothing there differs by {} or more",
}


def keep(workspace: Workspace, cycle: str, now: PublishedEdition) -> None:
    """Take an edition down in the workspace's record."""
    path = workspace.root / published_path(cycle)
    data = read_file(path, root=workspace.root) if workspace.has(published_path(cycle)) else None
    before = load_bytes(data, published_path(cycle), Published).model if data is not None else None
    write_whole(path, record_text(_with_edition(before, cycle, now)), root=workspace.root, over=data)


def _with_edition(before: Published | None, cycle: str, now: PublishedEdition) -> Published:
    """Add an edition to a record, or its page to the edition that says the same."""
    editions = list(before.editions) if before is not None else []
    for at, each in enumerate(editions):
        if _same(each, now):
            pages = tuple(dict.fromkeys((*each.pages, *now.pages)))
            editions[at] = each.model_copy(update={"pages": pages, "smallest": max(each.smallest, now.smallest)})
            break
    else:
        editions.append(now)
    return Published(format="prevent-assure/published/1", cycle=cycle, editions=tuple(editions))


def record_text(record: Published) -> bytes:
    """Write a record as a file, a line of it for each line of a table."""
    editions: list[Value] = [
        {
            "pages": list(each.pages),
            "smallest": each.smallest,
            "regions": list(each.regions),
            "lines": [Flow(line.model_dump(mode="json", exclude_defaults=True)) for line in each.lines],
        }
        for each in record.editions
    ]
    data: dict[str, Value] = {"format": record.format, "cycle": record.cycle, "editions": editions}
    return (_HEAD + emit(data, Hand()) + "\n").encode()
