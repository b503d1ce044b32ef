"""Change the rules in each small way, or in some, and say by module how many of the changes a test notices.

    tools/mutate.py                           every change: hours
    tools/mutate.py --sample 1500 --seed 1    so many, chosen by the seed; with --engine all of the engine's too
    tools/mutate.py 'prevent_assure.rules.reach*'    those of one module, once more
    tools/mutate.py --again                   those that nothing noticed before, after new tests
    tools/mutate.py --table                   what came of the last run, and what was not noticed

What has been judged is kept in `mutants/`; a run that was broken off goes on.
"""

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
MUTANTS = ROOT / "mutants"
RULES = MUTANTS / "src" / "prevent_assure" / "rules"
ENGINE = ("scoring", "derivation", "conditions", "completions", "compiling", "reach", "changes")
"""The modules that derive outcomes."""
SURVIVED, UNTESTED, NO_TESTS, SKIPPED = 0, 33, 5, 34
"""How mutmut writes what came of a change; another number is a failed test, or one that did not end."""
UNNOTICED = (SURVIVED, UNTESTED, NO_TESTS)

Codes = dict[str, int | None]


class Counts(NamedTuple):
    """What came of a module's changes."""

    made: int
    tried: int
    noticed: int

    def row(self, name: str) -> str:
        """Write a line of the table."""
        share = f"{100 * self.noticed / self.tried:.1f} %" if self.tried else "-"
        return f"| {name} | {self.made} | {self.tried} | {self.noticed} | {share} |"


def changed(change: Callable[[Codes], Codes]) -> None:
    """Rewrite what came of each module's changes."""
    for path in sorted(RULES.rglob("*.meta")):
        data = json.loads(path.read_text(encoding="utf-8"))
        data["exit_code_by_key"] = change(data["exit_code_by_key"])
        path.write_text(json.dumps(data, indent=4), encoding="utf-8")


def module_of(path: Path) -> str:
    """Name a module as in `lint/people`."""
    return path.relative_to(RULES).as_posix().removesuffix(".py.meta")


def codes() -> dict[str, Codes]:
    """Read what came of each module's changes."""
    return {
        module_of(path): json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        for path in sorted(RULES.rglob("*.meta"))
    }


def choose(count: int, seed: int, *, engine: bool) -> None:
    """Leave out all changes but so many, and perhaps the engine's."""
    found = codes()
    names = sorted(name for each in found.values() for name in each)
    chosen = set(random.Random(seed).sample(names, min(count, len(names))))  # noqa: S311 - not for secrets
    if engine:
        chosen.update(name for module in ENGINE for name in found[module])

    def marked(each: Codes) -> Codes:
        kept = {name: code if code != SKIPPED else None for name, code in each.items()}
        return {name: code if name in chosen else SKIPPED for name, code in kept.items()}

    changed(marked)


def make() -> None:
    """Make the changes without trying them."""
    script = (
        "import mutmut.__main__ as m; m.set_mutant_under_test('mutant_generation'); m.makedirs(m.Path('mutants'),"
        " exist_ok=True); m.copy_src_dir(); m.copy_also_copy_files(); m.setup_source_paths();"
        " m.store_lines_covered_by_tests(); m.create_mutants(2)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def table() -> None:
    """Print what came of the changes by module, and the names of those that nothing noticed."""
    total, lines = Counts(0, 0, 0), ["| module | changes | tried | noticed | |", "|---|---|---|---|---|"]
    found = codes()
    for module, each in found.items():
        tried = [code for code in each.values() if code not in {None, SKIPPED}]
        counts = Counts(len(each), len(tried), sum(code not in UNNOTICED for code in tried))
        total = Counts(*(one + other for one, other in zip(total, counts, strict=True)))
        lines.append(counts.row(module))
    lines.append(total.row("all"))
    lines += [name for each in found.values() for name, code in each.items() if code in UNNOTICED]
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> None:
    """Run mutmut as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="which changes, as mutmut names them; all where there are none")
    parser.add_argument("--sample", type=int, help="how many changes")
    parser.add_argument("--engine", action="store_true", help="besides the sample all changes of the engine")
    parser.add_argument("--seed", type=int, default=1, help="what chooses them")
    parser.add_argument("--again", action="store_true", help="try again what nothing noticed")
    parser.add_argument("--table", action="store_true", help="only say what came of the last run")
    parser.add_argument("--children", type=int, default=2, help="how many are tried at once")
    given = parser.parse_args()
    if not given.table:
        make()
        if given.sample is not None:
            choose(given.sample, given.seed, engine=given.engine)
        if given.again:
            changed(lambda each: {name: None if code in UNNOTICED else code for name, code in each.items()})
        mutmut = Path(sys.executable).with_name("mutmut")
        command = [mutmut, "run", "--max-children", str(given.children), *given.names]
        subprocess.run(command, cwd=ROOT, check=True)
    table()


if __name__ == "__main__":
    main()
