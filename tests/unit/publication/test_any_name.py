"""Names of many languages in random narratives: no form of one is in a public letter that was written."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import names_corpus
import papers
from prevent_assure.app import app

FORENAMES = {
    "British": ("Alasdair", "Philippa", "Rhiannon", "Gwilym", "Siobhán", "Anne-Marie", "Peregrine"),
    "West African": ("Oluwaseun", "Adaeze", "Kwabena", "Abena", "Fatoumata"),
    "South Asian": ("Harpreet", "Sunita", "Muhammad", "Ayesha", "Venkatesh", "Tharindu"),
    "East Asian": ("Xiaoming", "Mei-Ling", "Sunhee", "Kenji", "Thị Lan"),
    "European": ("Jürgen", "Łukasz", "Zoë", "Iñigo", "Søren", "Françoise", "Gabriele"),
    "Arabic, Somali and Turkish": ("Yusuf", "Layla", "Hodan", "Özgür", "Khadijah"),
    "words": ("Mark", "Grace", "Will", "Hope", "Rose", "Frank", "Faith", "Bill"),
    "other scripts": ("Иван", "Ελένη", "محمد", "सुनीता"),
}
SURNAMES = {
    "British": (
        "Pryce-Thornbury",
        "MacAuliffe",
        "O'Donoghue",
        "St John",
        "ffrench",
        "Featherstonehaugh",
        "ap Rhydderch",
    ),
    "West African": ("Boateng", "Okonkwo", "Adeyemi", "Diallo", "Nwachukwu"),
    "South Asian": ("Singh Atwal", "Kaur", "Venkataraman", "Qureshi", "D'Souza", "ul-Haq"),
    "East Asian": ("Ng", "Wu", "Li", "Ko", "Nguyễn", "Takahashi"),
    "European": ("Müller", "Wiśniewski", "van der Merwe", "de Souza", "García Márquez", "Kjærgaard", "von Hartung"),
    "Arabic, Somali and Turkish": ("al-Rashid", "El-Sayed", "Abdirahman", "Çelik", "bin Tariq"),
    "words": ("May", "Page", "Board", "Young", "Lead", "Church", "Marsh", "Council", "Police"),
    "other scripts": ("Петренко", "Παππά", "العلي", "शर्मा"),
}
TITLES = ("Ms", "Mr", "Dr", "Cllr", "Professor", "Mrs.", "Dame", "Revd")
PARTICLES = {"van", "der", "de", "von", "ap", "bin", "st", "thị"}
BEFORE = ("we thank", "the list of", "it was said by", "after a talk with", "nobody but", "- a point of", "“quoted” by")
AFTER = ("for the plan.", "and others.", "was there, too.", "(in the annex).", "at the venue;", "wrote the log!", "")
FILLERS = (
    "Staff are trained.",
    "It met in June 2024.",
    "See [the form](https://www.example.org/form).",
    "*All* agree.",
)
PHASES = (Phase.explicit, Phase.generate)
"""An example is found in seconds, and made smaller in minutes."""
FORMATS: dict[str, Callable[[Any], str]] = {
    "md": papers.markdown_text,
    "docx": papers.docx_text,
    "odt": papers.odt_text,
    "pdf": papers.pdf_text,
}


class Person(NamedTuple):
    """A name in its parts."""

    forename: str
    surname: str

    @property
    def whole(self) -> str:
        return f"{self.forename} {self.surname}"


people = st.builds(
    Person,
    st.sampled_from(sorted(FORENAMES)).flatmap(lambda kind: st.sampled_from(FORENAMES[kind])),
    st.sampled_from(sorted(SURNAMES)).flatmap(lambda kind: st.sampled_from(SURNAMES[kind])),
)


def _forms(person: Person) -> list[str]:
    forename, surname = person
    middle = len(surname) // 2
    return [
        person.whole,
        f"{person.whole}'s",
        person.whole.upper(),
        f"{surname}, {forename}",
        f"{forename[0]}. {surname}",
        # "A Board" is two words of English.
        *([f"{forename[0]} {surname}\u2019s"] if forename[0] not in "AI" else []),
        f"{forename}\u00a0{surname}",
        f"{forename}\n{surname}",
        f"{forename}\u200d {surname}",
        f"{forename} {surname[:middle]}\u00ad{surname[middle:]}",
        f"**{forename}** {surname}",
        f"*{forename} {surname}*",
        f"**{forename[:2]}**{forename[2:]} {surname}",
        names_corpus.folded(person.whole).title(),
        # A lone part is certain where it is in no list of words, and else may be a name: out, or the letter is refused.
        *(part for part in (forename, surname, f"{surname}'s") if len(part) > 2),
    ]


@st.composite
def entries(draw: st.DrawFn, among: list[Person]) -> dict[str, Any]:
    """Draw a text about one of some people; names stand in it in a form that is certain, or that may be a name."""
    person = draw(st.sampled_from(among))
    form = draw(st.sampled_from(_forms(person)))
    if draw(st.booleans()) and form in {person.surname, f"{person.surname}'s"}:
        form = f"{draw(st.sampled_from(TITLES))} {form}"
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    more = draw(st.lists(st.sampled_from(FILLERS), max_size=2))
    words = [word.strip("*,.") for word in form.replace("'s", "").replace("\u2019s", "").split()]
    titles = {title.rstrip(".") for title in TITLES}
    parts = [names_corpus.folded(word.replace("*", "")) for word in words if word not in titles]
    gone = [part for part in parts if len(part) > 1 and part not in PARTICLES]
    place = draw(st.sampled_from(["summary", "comments", "letter", "strength", "recommendation"]))
    return {place: " ".join([*more, before, form, after]).strip(), "gone": gone, "stays": [before.lstrip("- ")]}


@st.composite
def groups(draw: st.DrawFn) -> names_corpus.Group:
    """Draw the people of an authority, and texts about them."""
    withheld = draw(st.lists(people, min_size=1, max_size=3, unique_by=lambda person: person.whole))
    texts = draw(st.lists(entries(withheld), min_size=3, max_size=8))
    named = [{"name": person.whole} for person in withheld]
    return names_corpus.group_of(
        {"id": "anywhere", "kind": "any", "class": "certain", "people": named, "entries": texts}
    )


def _check(group: names_corpus.Group, *formats: str) -> None:
    """Write the letter as it is and with what may be a name left out; a format that is refused is not there."""
    with tempfile.TemporaryDirectory() as folder:
        names_corpus.write_workspace(Path(folder), [group])
        for more in ((), ("--withhold-perhaps",)):
            for path in (Path(folder) / "letters").rglob("*.public.*"):
                path.unlink()
            line = ["letter", "-C", folder, "-a", group.id, "--audience", "public", *more]
            done = CliRunner().invoke(app, [*line, *(word for form in formats for word in ("--format", form))])
            assert done.exit_code in {0, 1}, done.output
            written = {path.suffix[1:]: path.read_bytes() for path in (Path(folder) / "letters").rglob("*.public.*")}
            # A format that has no letters for a script is refused by itself, and the others are written.
            assert done.exit_code == 1 or written.keys() == set(formats)
            for form, data in written.items():
                _holds_nobody(group, form, data)


def _holds_nobody(group: names_corpus.Group, form: str, data: bytes) -> None:
    if form == "html":
        assert list(names_corpus.failures(group, data.decode())) == []
        return
    said = names_corpus.folded(FORMATS[form](data.decode() if form == "md" else data)).replace(" ", "")
    for person in group.data["people"]:
        assert names_corpus.folded(person["name"]).replace(" ", "") not in said, form


@given(groups())
@settings(max_examples=12, phases=PHASES)
def test_no_form_of_a_name_is_in_a_letter_that_was_written(group: names_corpus.Group) -> None:
    _check(group, "html")


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@given(group=groups())
@settings(max_examples=4, phases=PHASES)
def test_no_form_of_a_name_is_in_any_format(form: str, group: names_corpus.Group) -> None:
    _check(group, form)
