"""Write the letters that the browser checks open, and what each must show, into a folder.

The example's letters of both cycles; the newer one for the public and for the committee, and as a draft, with and
without a review; and one in which every text that an author can write is a hostile string. `letters.json` beside them
says what the checks are to find in each.
"""

import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests"))

from sealing import reseal  # noqa: E402 - it stands in the folder that has just been named

EXAMPLE = ROOT / "examples" / "herefordshire"
CORPUS = ROOT / "tests" / "corpus"
CYCLE = "2024-25"
KINDS = ("index", "heat-map", "benchmark-training", "recommendations", "good-practice", "moderation")
"""Of a site's pages one of each kind."""
SETTINGS = Path("prevent-assure.yaml")
AUTHORITY = Path("authorities/herefordshire.yaml")
ASSESSMENT = Path(f"assessments/{CYCLE}/herefordshire.yaml")
REVIEW = Path(f"reviews/{CYCLE}/herefordshire.yaml")

LINE_KEYS = {
    "name",
    "title",
    "salutation",
    "known_as",
    "address",
    "unit",
    "department",
    "governance",
    "strategic",
    "marking",
}
NARRATIVE_KEYS = {"summary", "comments", "comment", "evidence", "reason", "text"}
LINE = 120
SOME = 40
"""How long a hostile line may be, and how many strings make a narrative."""

REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What the reader refuses or drops (see docs: characters)."""


def stop(message: str) -> NoReturn:
    """End here, saying why."""
    raise SystemExit("letters: " + message)


def command(workspace: Path, *words: str | Path) -> str:
    """Run prevent-assure in a workspace; end here when it fails."""
    line = [sys.executable, "-m", "prevent_assure", "-C", str(workspace), *map(str, words)]
    done = subprocess.run(line, capture_output=True, check=False, text=True)
    if done.returncode:
        stop(f"`{' '.join(line)}` gave {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def letter(workspace: Path, folder: Path, name: str, cycle: str, on_every_page: list[str]) -> dict[str, Any]:
    """Write one letter, and say what it must show; those for another audience bear its name."""
    path = folder / f"{name}.html"
    audience = name if name in {"public", "committee"} else "authority"
    words = ("--authority", "herefordshire", "--cycle", cycle, "--audience", audience, "--output", path)
    command(workspace, "letter", *words)
    scores = json.loads(
        command(workspace, "score", "--authority", "herefordshire", "--cycle", cycle, "--format", "json")
    )
    titles = [each["title"] for each in scores["assessments"][0]["benchmarks"]]
    return {"file": path.name, "titles": titles, "on_every_page": on_every_page, "hostile": name.startswith("hostile")}


def copies(folder: Path) -> Iterator[Path]:
    """Give copies of the example, a new one each time."""
    while True:
        yield Path(shutil.copytree(EXAMPLE, tempfile.mkdtemp(dir=folder), dirs_exist_ok=True))


def without(path: Path, *keys: str) -> None:
    """Take top-level keys that stand on one line out of a file."""
    text = path.read_text(encoding="utf-8")
    for key in keys:
        text, found = re.subn(rf"^{key}: .*\n", "", text, flags=re.MULTILINE)
        if not found:
            stop(f"{path} has no line `{key}: ...`")
    path.write_text(text, encoding="utf-8", newline="\n")


def hostile_strings() -> list[str]:
    """List what people have thought of to break out of a text."""
    listed = (CORPUS / "xss-payload-list" / "payloads.txt").read_text(encoding="utf-8").split("\n")
    listed += json.loads((CORPUS / "blns" / "blns.json").read_text(encoding="utf-8"))
    listed += [
        "{{ 7 * 7 }}",
        "{% raw %}",
        "</title><script>alert(1)</script>",
        "--><img src=x onerror=alert(1)>",
        "]]>",
    ]
    return [each for each in listed if each.strip() and not REFUSED.search(each)]


def make_hostile(workspace: Path) -> None:
    """Put hostile strings wherever an author writes text."""
    strings = hostile_strings()
    lines = itertools.cycle([each for each in strings if "\n" not in each and len(each) <= LINE])
    narratives = itertools.cycle("\n\n".join(strings[i : i + SOME]) for i in range(0, len(strings), SOME))
    for path in (SETTINGS, AUTHORITY, ASSESSMENT, REVIEW):
        data = YAML(typ="safe", pure=True).load((workspace / path).read_text(encoding="utf-8"))
        data = _replaced(data, lines, narratives)
        if path == REVIEW:
            data["letter"]["strengths"] = [*strings, *({"text": each, "share": True} for each in strings)]
            del data["cleared"]  # the letter lint has much to say of such texts
            for step in ("accepted", "agreed"):
                del data[step]["of"]  # it is of the texts that stood there
        # JSON is YAML, and needs no writer that would choose quotes for us.
        (workspace / path).write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8", newline="\n")


def _replaced(data: Any, lines: Iterator[str], narratives: Iterator[str], key: str = "") -> Any:
    if isinstance(data, dict):
        return {name: _replaced(value, lines, narratives, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_replaced(value, lines, narratives, key) for value in data]
    if isinstance(data, str) and key in LINE_KEYS:
        return next(lines)
    if isinstance(data, str) and key in NARRATIVE_KEYS:
        return next(narratives)
    return data


def write_sites(folder: Path, scratch: Path, hostile: Path) -> None:
    """Write a small nation's site, its edition for outside and a hostile site, and list a page of each kind."""
    nation = scratch / "nation"
    made = [sys.executable, str(ROOT / "tools" / "nation.py"), str(nation), "--authorities", "28"]
    subprocess.run(made, check=True)
    settings = nation / SETTINGS
    text = settings.read_text(encoding="utf-8").replace("current_cycle:", "marking: OFFICIAL\ncurrent_cycle:", 1)
    settings.write_text(text, encoding="utf-8", newline="\n")
    reseal(nation)
    command(nation, "letter", "--authority", "alderbridge", "--cycle", "2023-24")
    command(nation, "overview", "--output", folder / "site")
    command(nation, "overview", "--publish", "--output", folder / "public")
    # What is wrong with hostile texts is said, and the site written all the same.
    line = [sys.executable, "-m", "prevent_assure", "-C", str(hostile), "overview", "--output", str(folder / "hostile")]
    subprocess.run(line, capture_output=True, check=False)
    listed = [{"file": f"site/{each}.html", "hostile": False} for each in (*KINDS, "authorities/alderbridge")]
    listed.append({"file": "public/index.html", "hostile": False})
    listed += [{"file": f"hostile/{each}.html", "hostile": True} for each in (*KINDS, "authorities/herefordshire")]
    (folder / "letters.json").write_text(json.dumps(listed, indent=1), encoding="utf-8")
    sys.stdout.write(f"3 sites written, {len(listed)} of their pages are opened\n")


def main() -> None:
    """Write letters and sites into the folder that the command line names."""
    folder = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        workspaces = copies(Path(scratch))
        example, unread, unagreed, hostile = itertools.islice(workspaces, 4)
        (unread / REVIEW).unlink()
        without(unagreed / REVIEW, "agreed", "cleared")
        make_hostile(hostile)
        (folder / "sites").mkdir()
        write_sites(folder / "sites", Path(scratch), hostile)
        written = [
            letter(example, folder, "2024-25", CYCLE, ["for signature"]),
            letter(example, folder, "2023-24", "2023-24", []),
            letter(example, folder, "public", CYCLE, ["for signature"]),
            letter(example, folder, "committee", CYCLE, ["for signature"]),
            letter(unread, folder, "draft-without-review", CYCLE, ["draft"]),
            letter(unagreed, folder, "draft-in-review", CYCLE, ["draft"]),
            letter(hostile, folder, "hostile", CYCLE, []),
        ]
    (folder / "letters.json").write_text(json.dumps(written, indent=1), encoding="utf-8")
    sys.stdout.write(f"{len(written)} letters written\n")


if __name__ == "__main__":
    main()
