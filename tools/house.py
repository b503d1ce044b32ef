"""Hold the checkout to the rules of the house that ruff, mypy and import-linter do not know (see CONTRIBUTING.md).

Prints `path:line: what is wrong` for each breach, and exits 1 if there is any. Looks at the files that git knows.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "src/prevent_assure/"
MODULE_LINES = 400
FUNCTION_LINES = 40
"""Lines of code: what is left without docstrings, comments and empty lines."""
NAMES_WITHOUT_SUBJECT = {"common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
START_UP = tuple(
    f"{PACKAGE}{name}.py" for name in ("__main__", "cli/completion", "cli/long_work", "checking/validate_command")
)
AS_THEY_CAME = ("tests/corpus/", "tests/cases/")
TEXT = {".css", ".html", ".j2", ".json", ".md", ".mjs", ".py", ".pyi", ".sh", ".toml", ".txt", ".yaml", ".yml"}

SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(?P<rest>.*)")
REASON = re.compile(r"\s[-#]\s+\w")
LENGTH_LET_OFF = re.compile(r"noqa:.*\bPLR0915\b")
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/")

NO_CODE = {
    tokenize.COMMENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.INDENT, tokenize.NEWLINE, tokenize.NL,
}  # fmt: skip

Breach = tuple[int, str]


def in_text(name: str, text: str) -> Iterator[Breach]:
    """Check what holds for each text file.

    Args:
        name: Its path in the checkout.
        text: What stands in it.

    Yields:
        Line and fault.
    """
    if "\r" in text:
        yield 1, "line ends are LF"
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "the last line ends too"
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE.search(line):
            yield number, "a path of one machine"
        if name.startswith("templates/") and UNESCAPED.search(line):
            yield number, "data is never marked as safe"


def in_code(name: str, text: str) -> Iterator[Breach]:
    """Check what holds for each Python file.

    Args:
        name: Its path in the checkout.
        text: What stands in it.

    Yields:
        Line and fault.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        found = SUPPRESSION.search(line)
        below = lines[number].strip() if number < len(lines) else ""
        if found and not REASON.search(found["rest"]) and not below.startswith("#"):
            yield number, "what is let off says why, here (`# noqa: CODE - reason`) or in a comment below"
    if not name.startswith(PACKAGE):
        return
    tree = ast.parse(text)
    code = code_lines(text, tree)
    if len(code) > MODULE_LINES:
        yield 1, f"{len(code)} lines of code, more than {MODULE_LINES}: look for the missing room"
    for part in Path(name).with_suffix("").parts:
        if part.strip("_") in NAMES_WITHOUT_SUBJECT:
            yield 1, f"`{part}` says nothing of what is in it"
    for node in ast.walk(tree):
        let_off = isinstance(node, ast.FunctionDef) and LENGTH_LET_OFF.search(lines[node.lineno - 1])
        yield from _in_node(name, node, code, limit=sys.maxsize if let_off else FUNCTION_LINES)


def code_lines(text: str, tree: ast.Module) -> set[int]:
    """Number the lines of a module that hold code: no docstring, no comment, and not empty.

    Args:
        text: The module.
        tree: The same, parsed.

    Returns:
        The numbers, from 1.
    """
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        # A text that stands by itself as a statement is a docstring, be it of a module, a function or a constant.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def _in_node(name: str, node: ast.AST, code: set[int], limit: int) -> Iterator[Breach]:
    if (
        isinstance(node, ast.Name | ast.alias)
        and (node.id if isinstance(node, ast.Name) else node.name) == "TYPE_CHECKING"
    ):
        yield node.lineno, "imports stand in the open, not under TYPE_CHECKING"
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    length = len(code.intersection(range(node.body[0].lineno, (node.end_lineno or 0) + 1)))
    if length > limit:
        yield node.lineno, f"{length} lines of code in `{node.name}`, more than {limit}: look for the missing function"
    if not name.startswith(START_UP):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                yield inner.lineno, f"an import inside a function is for start-up alone, in {', '.join(START_UP)}"


def known_files() -> list[str]:
    """List the files that git knows, less inputs that are kept as they came."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [name for name in listed.stdout.split("\0") if name and not name.startswith(AS_THEY_CAME)]


def main() -> int:
    """Check the checkout.

    Returns:
        The exit code: 1 if there is any breach.
    """
    breaches = []
    for name in known_files():
        path = ROOT / name
        if not path.is_file() or (path.suffix not in TEXT and path.name != "Makefile"):
            continue
        text = path.read_bytes().decode("utf-8")
        found = [*in_text(name, text), *(in_code(name, text) if path.suffix == ".py" else ())]
        breaches += [f"{name}:{line}: {fault}" for line, fault in sorted(found)]
    sys.stdout.write("".join(f"{breach}\n" for breach in breaches) or "The house is in order.\n")
    return 1 if breaches else 0


if __name__ == "__main__":
    raise SystemExit(main())
