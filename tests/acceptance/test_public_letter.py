"""`prevent-assure letter --audience public` as its users run it: it fails closed."""

import shutil
from pathlib import Path

import pytest

from command import Run
from sealing import unseal

ROOT = Path(__file__).resolve().parents[2]
REVIEW = "reviews/2024-25/herefordshire.yaml"
ALL = tuple(word for each in ("html", "md", "pdf", "docx", "odt") for word in ("--format", each))
PUBLIC = ("letter", "-a", "herefordshire", "--audience", "public")


@pytest.fixture(autouse=True)
def unsealed(workspace: Path) -> None:
    """Take the seals out of the sign-offs, which tests that change what was signed would break."""
    unseal(workspace)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def _public(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / "letters").rglob("*.public.*"))


def test_public_letter_lies_beside_the_letter_which_stays_as_it_is(run: Run, workspace: Path) -> None:
    before = (workspace / "letters/2024-25/herefordshire.html").read_bytes()
    asked = run(*PUBLIC, *ALL)
    assert (asked.code, asked.stderr) == (0, "")
    assert _public(workspace) == [f"herefordshire.public.{each}" for each in ("docx", "html", "md", "odt", "pdf")]
    assert (workspace / "letters/2024-25/herefordshire.html").read_bytes() == before
    said = (workspace / "letters/2024-25/herefordshire.public.md").read_text(encoding="utf-8")
    for name in ("Okafor", "Oyelaran", "Pryce", "Achebe", "Sattar"):
        assert name not in said
    assert "Dear Chief Executive," in said


def test_same_bytes_each_time(run: Run) -> None:
    assert (
        run(*PUBLIC, "-o", "-").stdout
        == run(*PUBLIC, "-o", "-", env={"PYTHONHASHSEED": "3", "TZ": "Asia/Tokyo"}).stdout
    )


def test_office_holders_who_publish_their_names_are_named(run: Run, workspace: Path) -> None:
    _edit(
        workspace / "authorities/herefordshire.yaml", "title: Chief Executive}", "title: Chief Executive, public: true}"
    )
    said = run(*PUBLIC, "--format", "md", "-o", "-").stdout
    assert "Dear Dr Okafor," in said
    assert "Anselm Okafor" in said
    assert "Oyelaran" not in said


def test_text_that_would_still_say_a_name_is_a_finding_and_nothing_is_written(run: Run, workspace: Path) -> None:
    # In small letters, and in two bullets: no rule takes it for a name, but one who reads on does.
    _edit(
        workspace / REVIEW,
        "    - The council has",
        "    - |-\n      - see marcus\n      - adeyinka\n    - The council has",
    )
    line = (workspace / REVIEW).read_text(encoding="utf-8").split("- see marcus")[0].count("\n")
    asked = run(*PUBLIC, *ALL)
    assert asked.code == 1
    assert f"{REVIEW}:{line}:7: error[withheld-in-letter]" in asked.stderr
    assert "authority, people.education-safeguarding-lead.name" in asked.stderr
    assert "adeyinka" not in asked.stderr.lower()
    assert asked.stdout == ""
    assert _public(workspace) == []


@pytest.mark.parametrize(
    "said", ["Anselm Okafor", "Anselm&nbsp;OKAFOR", "An<b>selm</b> Okafor", "<!-- anselm okafor -->"]
)
def test_name_in_a_template_stops_the_letter(run: Run, workspace: Path, said: str) -> None:
    (workspace / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "letter.html.j2", workspace / "templates")
    _edit(workspace / "templates/letter.html.j2", "</main>", f"<p>{said}</p></main>")
    assert run("letter", "-a", "herefordshire").code == 0
    asked = run(*PUBLIC, "-o", "out.html")
    assert asked.code == 1
    assert "withheld-in-letter" in asked.stderr
    assert "authority, people.chief-executive.name" in asked.stderr
    assert "Anselm" not in asked.stderr
    assert not (workspace / "out.html").exists()


def test_surname_alone_in_a_template_stops_the_letter_and_one_in_the_edition_does_not(
    run: Run, workspace: Path
) -> None:
    (workspace / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "letter.html.j2", workspace / "templates")
    _edit(workspace / "templates/letter.html.j2", "</main>", "<p>Ask Okafor.</p></main>")
    asked = run(*PUBLIC, "-o", "out.html")
    assert asked.code == 1
    assert "withheld-in-letter" in asked.stderr
    assert "Okafor" not in asked.stderr
    _edit(workspace / "templates/letter.html.j2", "<p>Ask Okafor.</p>", "")
    _edit(workspace / "authorities/herefordshire.yaml", "Anselm Okafor", "Anselm Radicalisation")
    assert run(*PUBLIC, "-o", "out.html").code == 0


def test_template_that_does_not_say_what_is_left_out_is_named(run: Run, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "letter.html.j2", workspace / "templates")
    _edit(workspace / "templates/letter.html.j2", "{% if letter.notice %}", "{% if false %}")
    assert run("letter", "-a", "herefordshire").code == 0
    asked = run(*PUBLIC)
    assert asked.code == 1
    assert "templates/letter.html.j2 does not print `letter.notice`" in asked.stderr
    assert _public(workspace) == []


def test_comment_said_again_in_the_summary_stops_the_letter(run: Run, workspace: Path) -> None:
    _edit(workspace / "prevent-assure.yaml", "current_cycle:", "publication: {adviser_comments: false}\ncurrent_cycle:")
    assert run(*PUBLIC, "-o", "out.html").code == 0
    _edit(workspace / REVIEW, "  summary: |-\n", "  summary: |-\n    Something quite secret stands here.\n\n")
    _edit(workspace / REVIEW, "    comments: |-\n", "    comments: |-\n      Something quite secret stands here.\n\n")
    (workspace / "out.html").unlink()
    asked = run(*PUBLIC, "-o", "out.html")
    assert asked.code == 1
    assert "review, benchmarks.partnership-group.comments" in asked.stderr
    assert "secret" not in asked.stderr
    assert not (workspace / "out.html").exists()


def test_pdf_that_cannot_be_read_back_is_not_published(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without/pypdf.py").write_text("raise ModuleNotFoundError(name='pypdf')\n", encoding="utf-8")
    asked = run(*PUBLIC, "--format", "pdf", env={"PYTHONPATH": str(tmp_path / "without")})
    assert asked.code == 2
    assert 'pip install ".[pdf]"' in asked.stderr
    assert _public(workspace) == []


def test_old_wording_without_words_for_it_is_named(run: Run, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    text = (ROOT / "templates" / "wording.en.yaml").read_text(encoding="utf-8")
    (workspace / "templates/wording.en.yaml").write_text(
        text.partition("\n# What stands in a public")[0], encoding="utf-8"
    )
    assert run("letter", "-a", "herefordshire").code == 0
    asked = run(*PUBLIC)
    assert asked.code == 1
    assert "templates/wording.en.yaml has no key `public`" in asked.stderr


def test_paper_for_the_committee_has_two_pages_and_no_names(run: Run, workspace: Path) -> None:
    asked = run("letter", "-a", "herefordshire", "--audience", "committee", *ALL)
    assert (asked.code, asked.stderr) == (0, "")
    written = sorted(path.name for path in (workspace / "letters").rglob("*.committee.*"))
    assert written == [f"herefordshire.committee.{each}" for each in ("docx", "html", "md", "odt", "pdf")]
    said = (workspace / "letters/2024-25/herefordshire.committee.md").read_text(encoding="utf-8")
    for name in ("Okafor", "Oyelaran", "Pryce", "Achebe", "Sattar"):
        assert name not in said
    for each in ("Higher than in 2023/24: 4 (Referral pathway).", "What became of the recommendations of 2023/24"):
        assert each in said
    pages = (workspace / "letters/2024-25/herefordshire.committee.pdf").read_bytes()
    assert pages.count(b"/Type/Page/") + pages.count(b"/Type/Page\n") == 2


def test_recommendation_that_was_restricted_a_cycle_ago_is_left_out(run: Run, workspace: Path) -> None:
    _edit(
        workspace / "reviews/2023-24/herefordshire.yaml", "    - id: plan\n", "    - id: plan\n      restricted: true\n"
    )
    said = run("letter", "-a", "herefordshire", "--audience", "committee", "--format", "md", "-o", "-").stdout
    assert "keep its plan in a place" not in said
    assert r"\[left out: R\]" in said
