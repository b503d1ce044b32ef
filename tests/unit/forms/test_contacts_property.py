"""An import of what the files say changes no byte of them, however they are written and however the sheet is."""

import datetime
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from contact_sheets import as_csv
from prevent_assure.forms.contacts.importing import Imported, Plan, import_contacts
from prevent_assure.workspace.workspace import Workspace

SETTINGS = """format: prevent-assure/workspace/1
current_cycle: 2024-25
sender: {name: Avery Stonebridge, title: Head of Delivery, department: Department, address: [1 Street]}
cycles: {2024-25: {criteria: local-authority/2024-25}}
"""
COUNCILS = ("Alderbeck Council", "Herefordshire Council", "Hertfordshire County Council", "London Borough of Marlstow")
WORDS = ("Ada", "Bram", "Zoë", "O'Neill", "Smith-Jones", "McKay", "de", "Nguyễn", "Imke", "Applewhite", "Overton")
ROLES = ("chief-executive", "prevent-lead", "board-chair", "corporate-director")
TITLES = ("Chief Executive", "Prevent Lead", "Prevent Manager", "Head of Safer Places", "Director: People & Place")
DAY = datetime.date(2025, 10, 1)
PLACES = ("Plough Lane", "Town Hall", "Suite 2, Floor 3", "HR4 0LE", "St Mary's Street")

names = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True).map(
    lambda words: " ".join([words[0].capitalize() if words[0] == "de" else words[0], *words[1:]])
)
styles = st.sampled_from(["", "", "Cllr ", "Dr "])


@st.composite
def posts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Those who held a post one after another; the last of them may hold it still."""
    days = sorted(draw(st.sets(st.integers(0, 2000), min_size=1, max_size=4)))
    held = []
    title = draw(st.sampled_from(TITLES))
    for at, day in enumerate(days):
        person: dict[str, Any] = {"title": title}
        if at == len(days) - 1 and draw(st.booleans()):
            person["vacant"] = True
        else:
            person["name"] = draw(styles) + draw(names)
        if at or draw(st.booleans()):
            person["from"] = datetime.date(2020, 1, 1) + datetime.timedelta(days=day)
        if at < len(days) - 1:
            person["to"] = datetime.date(2020, 1, 1) + datetime.timedelta(days=days[at + 1] - 1)
        held.append(person)
    return held


@st.composite
def authorities(draw: st.DrawFn) -> list[dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(COUNCILS), min_size=1, max_size=3, unique=True))
    return [
        {
            "name": name,
            "type": draw(st.sampled_from(["unitary", "county", "metropolitan borough", "Combined Thing"])),
            "region": draw(st.sampled_from(["West Midlands", "Yorkshire and the Humber", "The Islands"])),
            "address": draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True)),
            "people": {role: draw(posts()) for role in draw(st.sets(st.sampled_from(ROLES), min_size=1))},
        }
        for name in chosen
    ]


def _text(authority: dict[str, Any], dice: random.Random) -> str:
    """A file as people lay it out: in flow or block style, with comments where they please."""
    lines = [
        "format: prevent-assure/authority/1",
        f"id: {authority['name'].split()[-1 if 'of' in authority['name'] else 0].lower()}",
    ]
    lines += [f"{key}: {json.dumps(authority[key])}  # as it is" for key in ("name", "type", "region")]
    lines += ["address:", *(f"- {json.dumps(line)}" for line in authority["address"]), "people:"]
    for role, held in authority["people"].items():
        flows = ["{" + ", ".join(f"{key}: {json.dumps(value) if isinstance(value, str | bool) else value}"
                                 for key, value in person.items()) + "}" for person in held]  # fmt: skip
        if len(flows) == 1 and dice.random() < 0.7:
            lines += [f"   {role}: {flows[0]}   # one"]
        else:
            lines += [f"   {role}:", *(f"     - {flow}   # {at}" for at, flow in enumerate(flows))]
    return "\n".join([*lines, f"letter: {{to: {next(iter(authority['people']))}}}", "# the end", ""])


def _rows(found: list[dict[str, Any]], dice: random.Random) -> list[list[Any]]:
    rows = [
        [
            dice.choice((str.upper, str.lower, str))(authority["name"]) + dice.choice(("", " ", "\u00a0")),
            dice.choice(("", authority["type"].upper())),
            dice.choice(("", authority["region"].upper())),
            dice.choice(("", "\n".join(authority["address"]))),
            role.replace("-", dice.choice((" ", "-"))),
            person["title"],
            dice.choice(("Vacant", "TBC")) if "vacant" in person else dice.choice((str, str.upper))(person["name"]),
            *(f"{day:%d/%m/%Y}" if (day := person.get(key)) is not None else "" for key in ("from", "to")),
        ]
        for authority in found
        for role, held in authority["people"].items()
        for person in held
    ]
    dice.shuffle(rows)
    return [["Council", "Type", "Region", "Address", "Role", "Job title", "Name", "From", "To"], *rows]


def _imported(root: Path, rows: list[list[Any]], *, dry_run: bool = False) -> Imported:
    sheet = root / "people.csv"
    sheet.write_bytes(as_csv(rows))
    workspace = Workspace(root, alone=True)
    settings = workspace.settings.model
    assert settings is not None
    return import_contacts(workspace, sheet, Plan(settings, DAY, dry_run=dry_run))


@settings(
    max_examples=40, deadline=None, report_multiple_bugs=False, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
@given(authorities(), st.integers(0, 2**32))
def test_an_import_of_what_the_files_say_changes_no_byte(found: list[dict[str, Any]], seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a layout, and no secret
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "authorities").mkdir()
        (root / "prevent-assure.yaml").write_text(SETTINGS, encoding="utf-8")
        for one in found:
            text = _text(one, dice)
            (root / "authorities" / f"{text.split('id: ')[1].split()[0]}.yaml").write_text(text, encoding="utf-8")
        before = {path: path.read_bytes() for path in (root / "authorities").iterdir()}
        result = _imported(root, _rows(found, dice))
        assert [item.message for item in result.found if item.is_error] == []
        assert [(item.message, item.cell) for one in result.updated for item in one.found if item.is_error] == []
        assert [change for one in result.updated for change in one.changes] == []
        assert {path: path.read_bytes() for path in (root / "authorities").iterdir()} == before
