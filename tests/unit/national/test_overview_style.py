"""The style of the national picture has what its templates ask for."""

from pages import ROOT
from prevent_assure.rules.status import STAGES


def test_each_status_has_a_colour_on_screen_in_the_dark_and_on_paper() -> None:
    style = (ROOT / "templates" / "overview" / "style.css.j2").read_text(encoding="utf-8")
    for rank in range(len(STAGES)):
        assert f".r{rank} {{ fill: var(--r{rank}); }}" in style
        assert f".swatch.r{rank} {{ background: var(--r{rank}); }}" in style
        assert style.count(f"--r{rank}: #") == 3
