"""The style of the national picture has what its templates ask for."""

import re
from types import SimpleNamespace

import pytest

from pages import ROOT
from prevent_assure import Workspace
from prevent_assure.national.counts import PROGRESS
from prevent_assure.national.views import CountView
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.rules.status import STAGES
from prevent_assure.workspace.templates import site_templates


def test_each_status_has_a_colour_on_screen_in_the_dark_and_on_paper() -> None:
    style = (ROOT / "templates" / "overview" / "style.css.j2").read_text(encoding="utf-8")
    for rank in range(len(STAGES)):
        assert f".r{rank} {{ fill: var(--r{rank}); }}" in style
        assert f".swatch.r{rank} {{ background: var(--r{rank}); }}" in style
        assert style.count(f"--r{rank}: #") == 3


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_progress_has_colours_of_its_own_that_stand_out_from_the_page(scheme: int) -> None:
    style = (ROOT / "templates" / "overview" / "style.css.j2").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", style)[scheme]
    colours = {
        name: f"#{value * 2 if len(value) == 3 else value}"
        for name, value in re.findall(r"--(\w+): #([0-9a-f]{3,6});", block)
    }
    of_progress = [colours[f"p{rank}"] for rank in range(len(PROGRESS))]
    others = {value for name, value in colours.items() if re.fullmatch(r"r\d|open|whole", name)}
    assert len({*of_progress}) == len(PROGRESS)
    assert others.isdisjoint(of_progress)
    assert min(_contrast(each, colours["paper"]) for each in of_progress) >= 3


def test_bar_ends_where_a_number_is_withheld() -> None:
    chart = '{% from "overview/chart.html.j2" import bars %}{{ bars("x", "X", "X.", [("All", page.counts, 10)]) }}'
    packaged = site_templates(Workspace.at(ROOT / "examples" / "herefordshire"))
    made = next(iter(packaged.values()))._replace(data=chart.encode())
    counts = [CountView("met", "Met", at, "", count) for at, count in enumerate((4, None, 2))]
    drawn = Engine({**packaged, "overview/x.html.j2": made}).page("overview/x.html.j2", SimpleNamespace(counts=counts))
    assert re.findall(r'class="part (\w+)"', drawn) == ["r0"]
    assert "[c]" in drawn
