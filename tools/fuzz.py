"""Throw mutants of real files at the reader, the models, the checks and the rules, and count what escapes.

An escape is an exception (whoever reads must get findings, not a traceback), more than a second of work, a character
in a message that a terminal would act on, or a message that gives away what stands in a file (names must not reach a
log).
Each mutant follows from the seed and its number alone, so that `--seed 1 --first 4711 --mutants 1` makes one again.
"""

import argparse
import concurrent.futures
import json
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.checking.editions import Edition, edition_of
from prevent_assure.checking.reading import Files, Reader
from prevent_assure.checking.registry import CATALOGUE
from prevent_assure.checking.registry import findings as checked
from prevent_assure.checking.severities import apply_settings
from prevent_assure.checking.subjects import AuthorityFile, SettingsFile
from prevent_assure.diagnostics import Diagnostic, PreventAssureError
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.explaining import explain_in_words
from prevent_assure.text.findings import findings_text
from prevent_assure.workspace.loading import Loaded, load_any
from prevent_assure.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
MARKER = "Quillonia Umbertide"
SECONDS = 1.0
HANGS = 60
"""Seconds after which a mutant's process is ended from outside; the run then names the thousand that it was of."""
CHUNK = 1000
LARGE = 12_000
SHOWN = 20

# A terminal acts on these, or shows what comes after them in another order.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Where the marker may be a key: messages name keys, as people need them.
KEYED = re.compile(rb"[?{,\[][^\n]*Quillonia|Quillonia[^\n]*[:}\]]|[{\[][^}\]]*Quillonia", re.DOTALL)
VALUE = re.compile(rb"(?<=: )[^\n|>{\[]+$|(?<=- )[^\n|>{\[:]+$|(?<=^        )[A-Z][^\n:]+$", re.MULTILINE)
MARKS = ": - ? , [ ] { } & * ! | > ' \" % @ ` # ~ --- ... << &a *a !!str !x |- >+ 'a: \"\\"
BREAKS = ("\n", "\n\n", "\r", "\r\n", "\t", "  ", "\n- ", ": ", "\n? ", "\n  ", "\n    - a: b\n", "%YAML 1.1\n---\n")
SCALARS = (
    "null true no 1 -0 0x1F 0o17 1e999 .inf -.inf .nan 1_000 0x 2024-05-19 2024-02-30 12:30 0.1 1e-400 ~ 0 9999-12-31 "
    "met not_met partly_met not_applicable absent present exceeding 2024-25 2023-24 2024-26 0001-01-01 0000-01 all any"
)
PIECES = (
    *":?[]{},'\"\\-#|ax1 ", "\n", "\n        ", "- ", ", ", "b: ", "c:d", "http://x", " :", "? ", ":x", "[a :b]",
    "{a: b :c}", "'c'", '"d"', "12:30", "met", "evidence: ", "0x1F", "2024-02-30", "|\n  ",
)  # fmt: skip
CODES = (0, 7, 0x1B, 0x7F, 0x85, 0xA0, 0x200B, 0x200D, 0x200E, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFE, 0x1F600)
BYTES = (b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80")
ESCAPES = ("\\u202E", "\\x00", "\\uD800", "\\U0001F600", "\\e[31m", "\\N", "\\/", "\\q")
# Long runs, on which a pattern that tries one text in two ways does not come to an end.
LONG = (
    *(each * times for each in (b" ", b"\r\n", b"# a\r\n", b" #a", b"--- ", b"\t", b"!", b"'") for times in (40, 9000)),
    b"9" * 400,
    b"0x" + b"f" * 5000,
    b"a" * 201,
    b"x" * 20_001,
    b"[" * 40,
    b"[" * 3000,
    b"- " * 40,
    b"a: " * 40,
)
TOKENS = [
    *(each.encode() for each in (*MARKS.split(), *BREAKS, *SCALARS.split(), *map(chr, CODES))),
    *(f'"{each}"'.encode() for each in ESCAPES),
    *BYTES,
    *LONG,
]


class Home(NamedTuple):
    """A workspace without faults, in which a mutant takes one file's place."""

    reader: Reader
    files: Files
    edition: Edition


class Seed(NamedTuple):
    """What mutants are made of."""

    home: str
    data: bytes


@cache
def homes() -> dict[str, Home]:
    """Read the workspaces that mutants are held against.

    Returns:
        Them, by name.
    """
    found = {}
    for name, root, authority in (
        ("example", ROOT / "examples" / "herefordshire", "herefordshire"),
        ("cases", TESTS / "cases" / "base", "exampleton"),
    ):
        reader = Reader(Workspace.at(root))
        files = reader.files("2024-25", authority, explain=True)
        assert files.edition is not None  # noqa: S101 - the example has its criteria
        found[name] = Home(reader, files, files.edition)
    return found


@cache
def seeds() -> tuple[list[Seed], list[int]]:
    """Gather the files that mutants are made of.

    Returns:
        The files, and how often each is taken: the small ones more often, as they are read sooner.
    """
    example = ROOT / "examples" / "herefordshire"
    found = [
        Seed("example", path.read_bytes())
        for path in sorted([*example.rglob("*.yaml"), *ROOT.glob("criteria/*/*.yaml")])
    ]
    found += [Seed("cases", path.read_bytes()) for path in sorted((TESTS / "cases").rglob("*.yaml"))]
    suite = TESTS / "corpus" / "yaml-test-suite" / "cases.json"
    if suite.is_file():
        found += [Seed("cases", each["yaml"].encode()) for each in json.loads(suite.read_bytes()).values()]
    return found, [_weight(each) for each in found]


def _weight(seed: Seed) -> int:
    if b"\nformat: prevent-assure" in b"\n" + seed.data:
        return 8 if len(seed.data) > LARGE else 30
    return 1


@cache
def payloads() -> list[bytes]:
    """Gather texts that have done harm elsewhere.

    Returns:
        The texts.
    """
    corpus = TESTS / "corpus"
    naughty = [
        each.encode("utf-8", "surrogatepass") for each in json.loads((corpus / "blns" / "blns.json").read_bytes())
    ]
    return naughty + (corpus / "xss-payload-list" / "payloads.txt").read_bytes().splitlines()[::7]


@cache
def values() -> list[bytes]:
    """Gather what stands as a value somewhere, so that a mutant may still be what its format says.

    Returns:
        The values.
    """
    found = {value for seed in seeds()[0] for value in VALUE.findall(seed.data)}
    return [*sorted(found), *(each.encode() for each in SCALARS.split()), *(_quoted(each) for each in payloads()[::20])]


def _quoted(text: bytes) -> bytes:
    return json.dumps(text.decode("utf-8", "replace"), ensure_ascii=False).encode()


def rough(chance: random.Random, data: bytes) -> bytes:
    """Change bytes wherever they stand.

    Args:
        chance: What decides.
        data: A file.

    Returns:
        The file, changed.
    """
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((1, 1, 2, 5, 20, 200)))
    other = chance.choice(seeds()[0]).data
    begin = chance.randrange(len(other) + 1)
    put = chance.choice(
        (
            bytes([chance.randrange(256)]),
            b"",
            data[start:end] * chance.choice((2, 2, 50)),
            chance.choice(TOKENS),
            chance.choice(TOKENS) + data[start:end],
            other[begin : begin + 500],
        )
    )
    return data[:start] + put + data[end:]


def gentle(chance: random.Random, data: bytes) -> bytes:
    """Change a value or a line, so that what comes out may well be read.

    Args:
        chance: What decides.
        data: A file.

    Returns:
        The file, changed.
    """
    if chance.random() < 0.6:  # noqa: PLR2004 - more often than not
        return in_value(chance, data, chance.choice((values(), values(), payloads(), TOKENS)))
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    depth = len(lines[one]) - len(lines[one].lstrip(b" "))
    lines[one] = chance.choice(
        (
            b"\n".join((lines[one], lines[one])),
            b" " * depth + lines[two].lstrip(b" "),
            b"  " + lines[one],
            lines[one][2:],
            b" " * depth + b"- " + lines[one].lstrip(b" "),
            lines[one].partition(b":")[0] + b":",
            b"",
        )
    )
    return b"\n".join(lines)


def bracketed(chance: random.Random, data: bytes) -> bytes:
    """Put pieces of YAML in any order, most often in brackets, where a value stands.

    Args:
        chance: What decides.
        data: A file.

    Returns:
        The file, changed.
    """
    pieces = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 8)))
    around = chance.choice(("[{}]", "[{}]", "{{a: {}}}", "{{a: met, b: {}}}", "{}"))
    return in_value(chance, data, [around.format(pieces).encode()])


def in_value(chance: random.Random, data: bytes, texts: list[bytes]) -> bytes:
    """Put a text where a value stands.

    Args:
        chance: What decides.
        data: A file.
        texts: What may be put there.

    Returns:
        The file, changed.
    """
    found = list(VALUE.finditer(data))
    if not found:
        return data + chance.choice(texts)
    place = chance.choice(found)
    return data[: place.start()] + chance.choice(texts) + data[place.end() :]


def mutant(seed: int, number: int) -> tuple[Home, bytes]:
    """Make a mutant.

    Args:
        seed: The run's seed.
        number: The mutant's number.

    Returns:
        The workspace that it is held against, and its bytes.
    """
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - it must give the same again, not be secret
    files, weights = seeds()
    taken = chance.choices(files, weights)[0]
    data = taken.data
    if chance.random() < 0.7:  # noqa: PLR2004 - most mutants carry the marker
        data = in_value(chance, data, [MARKER.encode(), b"'" + MARKER.encode() + b"'"])
    change = chance.choice((rough, rough, gentle, gentle, gentle, gentle, bracketed))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 8))):
        data = change(chance, data)
    return homes()[taken.home], data


def findings(home: Home, data: bytes) -> Iterator[Diagnostic]:
    """Do with a mutant what the commands do with a file.

    Args:
        home: The workspace that it is held against.
        data: Its bytes.

    Yields:
        What is wrong with it.
    """
    loaded = load_any(data, "mutant.yaml")
    yield from loaded.diagnostics
    model, reader, files, edition = loaded.model, home.reader, home.files, home.edition
    if isinstance(model, Settings):
        workspace = reader.workspace
        known, editions = workspace.authorities(), workspace.editions()
        file = SettingsFile(model, __version__, known, editions, CATALOGUE, ())
        yield from map(loaded.diagnose, checked("settings", file))
        files = files._replace(case=files.case._replace(settings=model))
    elif isinstance(model, Authority):
        yield from map(loaded.diagnose, checked("authority", AuthorityFile(model, reader.settings)))
        files = files._replace(case=files.case._replace(authority=model))
    elif isinstance(model, Criteria):
        edition = edition_of(Loaded(loaded.path, model, loaded.document))
        yield from edition.diagnostics
        files = files._replace(case=files.case._replace(criteria=model), edition=edition)
    elif isinstance(model, Assessment):
        of_file = Loaded(loaded.path, model, loaded.document)
        files = files._replace(case=files.case._replace(assessment=model), assessment=of_file)
    elif isinstance(model, Review):
        of_review = Loaded(loaded.path, model, loaded.document)
        files = files._replace(case=files.case._replace(review=model), review=of_review)
    if isinstance(model, Model):
        yield from _scored(reader, files, edition)


def _scored(reader: Reader, files: Files, edition: Edition) -> Iterator[Diagnostic]:
    case = files.case
    if edition.scorer is not None and case.criteria is not None:
        scores = edition.scorer.score(case.assessment, case.review, explain=True)
        files = files._replace(case=case._replace(scores=scores))
        benchmarks = {each.id: each for each in case.criteria.benchmarks}
        answers = case.assessment.benchmarks if case.assessment is not None else {}
        for each in scores:
            if each.scored:
                explain_in_words(case.criteria, benchmarks[each.id], each, answers.get(each.id))
    of_assessment, of_review = reader.findings(files)
    yield from of_assessment
    yield from of_review


def faults(home: Home, data: bytes) -> list[str]:
    """Try a mutant.

    Args:
        home: The workspace that it is held against.
        data: Its bytes.

    Returns:
        What escaped.
    """
    began = time.process_time()
    try:
        found = apply_settings(findings(home, data), home.reader.settings)
        log = findings_text(found, excerpts=False, colour=False)
        shown = findings_text(found, excerpts=True, colour=False)
    except PreventAssureError:
        return []
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        where = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last is not None else "?"
        return [f"{type(error).__name__} at {where}"]
    escaped = []
    if (taken := time.process_time() - began) > SECONDS:
        escaped.append(f"{taken:.1f} s of work")
    if UNSAFE.search(log) or UNSAFE.search(shown):
        escaped.append("a character that a terminal acts on")
    given = [each for each in found if "Quillonia" in f"{each.message} {each.hint}"]
    if given and not KEYED.search(data):
        escaped.append(f"a value in a message of {given[0].code}")
    return escaped


def run(seed: int, first: int, count: int) -> list[tuple[int, str]]:
    """Try some mutants.

    Args:
        seed: The run's seed.
        first: The number of the first.
        count: How many.

    Returns:
        The number of each that escaped, and how.
    """
    escaped = []
    for number in range(first, first + count):
        if hasattr(signal, "alarm"):
            signal.alarm(HANGS)
        escaped += [(number, fault) for fault in faults(*mutant(seed, number))]
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    return escaped


def rounds(seed: int, first: int, count: int, jobs: int) -> Iterator[list[tuple[int, str]]]:
    """Try mutants in thousands, on several processors.

    Args:
        seed: The run's seed.
        first: The number of the first.
        count: How many.
        jobs: How many processes.

    Yields:
        What escaped of each thousand.
    """
    parts = [(start, min(CHUNK, first + count - start)) for start in range(first, first + count, CHUNK)]
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        running = [(start, pool.submit(run, seed, start, size)) for start, size in parts]
        try:
            for start, future in running:
                yield future.result() if not future.exception() else [(start, f"{future.exception()}")]
        finally:
            # Whoever has seen enough does not wait for the rest.
            pool.shutdown(cancel_futures=True)


def main() -> int:
    """Fuzz.

    Returns:
        The exit code: 1 if anything escaped.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mutants", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0, help="the number of the first mutant")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--minutes", type=float, default=24 * 60, help="stop after so long, with what was tried")
    options.add_argument("--show", action="store_true", help="write the mutants out instead of trying them")
    chosen = options.parse_args()
    if chosen.show:
        for number in range(chosen.first, chosen.first + chosen.mutants):
            sys.stdout.buffer.write(mutant(chosen.seed, number)[1] + b"\n")
        return 0
    began, tried, escapes = time.monotonic(), 0, 0
    kinds: set[str] = set()
    for escaped in rounds(chosen.seed, chosen.first, chosen.mutants, chosen.jobs):
        tried = min(chosen.mutants, tried + CHUNK)
        escapes += len({number for number, _ in escaped})
        for number, fault in escaped:
            if fault not in kinds and len(kinds) < SHOWN:
                kinds.add(fault)
                sys.stdout.write(f"mutant {number} of seed {chosen.seed}: {fault}\n")
                sys.stdout.flush()
        if time.monotonic() - began > chosen.minutes * 60:
            break
    sys.stdout.write(f"{tried} mutants, {escapes} escapes, {time.monotonic() - began:.0f} s\n")
    return 1 if escapes else 0


if __name__ == "__main__":
    raise SystemExit(main())
