"""The letter lint both ways: what embarrasses a letter is found, and ordinary letters are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import assessment_lint, of_review, review_lint
from prevent_assure.checking.lint import lexicon
from prevent_assure.checking.lint.benchmark_numbers import WORDS
from prevent_assure.checking.lint.lengths import texts_are_as_long_as_their_neighbours
from prevent_assure.checking.lint.lexicon import lexicon_of
from prevent_assure.checking.lint.neighbours import short_name
from prevent_assure.checking.lint.people import known_by_name
from prevent_assure.checking.lint.personal import is_nhs_number, personal_findings
from prevent_assure.checking.lint.vocabulary import VOCABULARY
from prevent_assure.checking.named_files import validate_text
from prevent_assure.checking.registry import CATALOGUE, LINT
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Severity
from prevent_assure.model.review import LetterText
from prevent_assure.rules.case import Case

from .conftest import NAMES as AUTHORITIES
from .conftest import ROOT, Lint, with_summary

NAMES = """
Sarah Thompson has worked hard.
The Prevent Lead, Tobias Quillfeather, has driven the work.
We thank Priyanka Devereux-Holt for her help.
Katherine Pryce chairs the Board.
Mr Smith spoke at the Board.
Cllr Bloggs is the portfolio holder.
The plan was written by Zbigniew Fenwright.
Since Sarah left, the plan has stood still.
Marek Nowak joined the team.
Kate Smith renewed the plan.
The plan, said K. Brightwell-Osei, the Prevent Lead, is sound.
Skorvald Brennick, who chairs the Board, has led the work.
"""
MISSPELT = """
Kate Oyeleran has renewed the plan.
Katharine Oyelaran leads.
Dr Okafer is the chief executive.
Jonah Sattarr has helped.
Bethan Lindquist sponsors the work.
Gwen Price keeps the chair.
Rhodri Talis handed over.
"""
NEIGHBOURS = """
Worcestershire has kept driving the work.
The Worcestershire County Council has done well.
Camden's Prevent Board meets quarterly.
We met Reading officers often.
In Kent the plan is renewed.
Officers of Somerset and of North Somerset took part.
"""
COUNTS = """
Six of the seven benchmarks are exceeding.
Five of seven benchmarks were met.
All eight benchmarks were exceeded.
The council meets all seven benchmarks and exceeds two benchmarks.
Three benchmarks were not met.
The authority met 5 of 7 benchmarks.
Five Met and two Exceeding.
One benchmark was not met.
Exceeding in three of the seven benchmarks.
5/7 benchmarks were met.
Five out of seven benchmarks met.
The council met six of the nine benchmarks.
Both benchmarks were exceeded.
All three benchmarks were met.
All benchmarks were exceeded.
Five benchmarks met or exceeded the standard.
Five benchmarks were met.
It exceeded two benchmarks.
One of the seven benchmarks was met.
Six
of the seven benchmarks are exceeding.
"""
PROGRESS = """
All of last year's recommendations have been addressed.
All four of last year's recommendations have been fully implemented.
Last year's recommendations have all been completed.
Three of the four recommendations of last year have been addressed.
The recommendations made in 2023/24 have been delivered.
All recommendations of the 2023-24 cycle have been completed.
Last year's recommendation on governance has been addressed.
"""
NUMBERS = """
Benchmark 3 (Training) is met.
In benchmark 4, Training, the council did well.
Training (benchmark 3) is strong.
There is more to do on benchmark three (Referral pathway).
Benchmark 9 is met.
Benchmark 2: Partnership plan.
Benchmark 3 - Training programme is strong.
BM3 (Training) is met.
The Training benchmark (benchmark 3) is met.
"""
PERSONAL = """
Contact jane@example.org for more.
Ring her on 07700 900123.
Ring 01432 260000.
Ring (01432) 260000.
Ring +44 7700 900123.
NHS number 943 476 5919 was named.
The record 9434765919 was closed.
Someone born on 12 March 2009 was referred.
DOB 01/02/2003.
He was born on  12 March 2009.
Ring 020 7946 0958.
Ring +44 (0)20 7946 0958.
D.O.B. 1.2.03
Date of birth: 2003-02-01
"""
PLACEHOLDERS = """
The council [name] has done well.
Lorem ipsum dolor sit amet.
The Board met on XX May.
[insert date]
Details TBC.
TODO
The {authority} did well.
The {{ council_name }} did well.
Dear <name>, all is well.
The Board met on ____ May.
The date is to be confirmed.
[...]
"""
ORDINARY = """
The Herefordshire Prevent Board met in Hereford with Counter Terrorism Policing West Midlands.
Kate Oyelaran and Gwen Pryce lead the work; Dr Okafor supports it.
Katherine's plan is sound.
K. Oyelaran and Dr. Okafor agree, as does K Oyelaran.
This is owed to Dr Okafor. Kate Oyelaran leads the work.
The training is to be completed by March.
Last year's recommendation on training has been addressed.
Last year's recommendation on venues has been addressed.
The 2024/25 benchmarks were met.
6/7 benchmarks were met.
Benchmark 3 - much has been done on training.
The Home Office and West Mercia Police took part in the Channel Panel.
Martyn's Law will need work. Clare's Law too.
The William Shawcross review was read. William Shawcross's Independent Review was read.
Since the Southport attack the partnership has met more often.
Six of seven benchmarks are met and one is exceeded.
The council met six benchmarks and exceeded one.
All seven benchmarks are met or exceeded.
All seven scored benchmarks were met.
Six Met, one Exceeding.
No benchmark was agreed as Not met.
Last year five of the seven benchmarks were met.
The council should aim to meet all benchmarks next year.
At least five benchmarks were met.
In one benchmark the council exceeded what is asked.
The eight benchmarks of the toolkit.
All eight benchmarks were met or exceeded.
All benchmarks were met or exceeded.
Seven benchmarks met or exceeded the standard.
One benchmark was met in an exemplary way.
The Board looked at two benchmarks.
It exceeded one benchmark.
In benchmark 3, Training was also looked at.
The number 1111111111 was given.
Last year's recommendations have either been addressed or are well on their way.
Two of last year's four recommendations have been addressed.
Most of last year's recommendations have been addressed.
Good progress has been made on last year's recommendations.
Last year's recommendations have not all been addressed.
Benchmark 6 (Training) is met. Benchmark 2 (risk assessment) too. Benchmark 4 (see Annex B).
In benchmark 3, training records were checked.
The referral pathway (benchmark 5 is separate) is sound.
Call the Anti-Terrorist Hotline on 0800 789 321 or 101, or 0300 123 1234.
On 12 March 2025 the Board met; 1,234,567 pounds.
Invoice 4010 232 1379 and 12345678 were paid in 2024/25.
[The toolkit](https://www.gov.uk/) says so [sic].
King's Lynn and St George's Hall hosted events in Tower Hamlets and Milton Keynes.
Marlowe Academy and Elizabeth Garrett House took part.
Kent Police and the University of Kent took part, as did Durham Constabulary. West Kent too.
Reading the plan, the Board agreed.
Christian and Muslim communities, Hope Not Hate, Tell Mama and Small Steps were invited.
Citizens Advice and Red Cross volunteers met on Monday.
Microsoft Teams is used. Google Forms collects feedback. ConnectFutures trains staff.
The Prevent Lead and the Chief Executive agreed in May 2025.
The Chair, Rhodri Tallis, handed over. Marcus Adeyinka speaks for schools.
Black Country partners and Stoke Mandeville took part in Operation Dragonfly.
Extreme Right Wing and Islamist Terrorism are named in the Counter Terrorism Local Profile.
Hate Crime Awareness Week, Safer Internet Day and Black History Month were used.
Prince William visited. Queen Elizabeth Hospital trains staff.
Born out of the Crime and Disorder Act 1998, the partnership was set up on 1 April 1999.
"""
FOUND = {
    "letter-unknown-name": NAMES,
    "letter-name-misspelt": MISSPELT,
    "letter-other-authority": NEIGHBOURS,
    "letter-count-disagrees": COUNTS.replace("Six\nof", "Six  of"),
    "letter-progress-unsupported": PROGRESS,
    "letter-benchmark-number": NUMBERS,
    "personal-data": PERSONAL,
    "letter-placeholder": PLACEHOLDERS,
}
BAD = [(code, line.replace("  ", "\n")) for code, lines in FOUND.items() for line in lines.strip().split("\n")]


@pytest.mark.parametrize(("code", "text"), BAD)
def test_embarrassing_text_is_found(code: str, text: str, lint: Lint) -> None:
    assert [each.rule.code for each in lint(text)] == [code]


@pytest.mark.parametrize("text", ORDINARY.strip().split("\n"))
def test_ordinary_text_is_left_alone(text: str, lint: Lint) -> None:
    assert lint(text) == []


def test_what_was_found_is_never_quoted(lint: Lint) -> None:
    for code, text in BAD:
        said = " ".join(f"{each.message} {each.hint}" for each in lint(text))
        words = {word.strip(".,():'") for word in text.split()}
        quoted = {word for word in words if word and word in said and not word.isdigit() and word[0].isupper()}
        assert quoted <= {"TODO", "TBC", "XX", "The", "All", "NHS"}, (code, text)


def test_message_says_where_in_a_text_of_several_paragraphs(lint: Lint) -> None:
    (found,) = lint("All is well. The plan is sound.\n\nThe Board meets. Sarah Thompson chairs it.")
    assert found.message.endswith("(paragraph 2, sentence 2)")
    assert found.route == ("letter", "summary")


def test_message_says_which_numbers_benchmarks_have(lint: Lint) -> None:
    (unknown,) = lint("All is well. Benchmark 12  is strong.")
    assert unknown.route == ("letter", "summary")
    assert unknown.message == "this text names a benchmark 12, which the criteria do not have (sentence 2)"
    assert unknown.hint == "benchmarks have the numbers 1 to 8"
    (other,) = lint("Training\n(benchmark 3) is strong.")
    assert other.message == "this text gives a benchmark the number 3, and names another"
    assert other.hint == "what it names has the number 6"


@pytest.mark.parametrize(
    ("words", "is_long"),
    [((60, 60, 180), True), ((60, 60, 179), False), ((70, 70, 200), False), ((50, 50, 160), False),
     ((40, 80, 180), True), ((40, 80, 179), False), ((10, 60, 80, 180), True)],
)  # fmt: skip
def test_text_is_long_from_three_times_and_120_words_more_on(case: Case, words: tuple[int, ...], is_long: bool) -> None:
    review = with_summary(case, "Short.").review
    assert review is not None
    letter = LetterText(strengths=tuple("word " * count for count in words))
    changed = case._replace(review=review.model_copy(update={"letter": letter}))
    found = list(texts_are_as_long_as_their_neighbours(of_review(changed)))
    assert [each.route for each in found] == [("letter", "strengths", len(words) - 1)] * is_long


def test_kinds_of_personal_data_are_named() -> None:
    def kinds(text: str) -> list[str]:
        return [each.message.removeprefix("this text holds ") for each in personal_findings(Text((), "other", text))]

    assert kinds("Ring 01432 260000 or write to a@example.org.") == ["an e-mail address", "a telephone number"]
    assert kinds("He was born on 12 March 2009.") == ["a date of birth"]
    assert kinds("Number 943 476 5919.") == ["an NHS number"]


def test_check_digit_of_an_nhs_number() -> None:
    assert is_nhs_number("943 476 5919")
    assert is_nhs_number("0111111110")
    assert is_nhs_number("1000000060")
    assert not is_nhs_number("943 476 591")
    assert not is_nhs_number("0000000000")


def test_only_errors_of_clearing_are_errors() -> None:
    rules = [CATALOGUE[code] for code in (*LINT, "cleared-with-warnings")]
    assert {rule.code for rule in rules if rule.severity is Severity.ERROR} == {"cleared-with-warnings"}
    assert not any(rule.of_form for rule in rules)


def test_covered_authorities_may_be_named(case: Case) -> None:
    assert case.assessment is not None
    covering = case._replace(assessment=case.assessment.model_copy(update={"covers": ("worcestershire",)}))
    neighbours = {"herefordshire": "Herefordshire Council", "worcestershire": "Worcestershire County Council"}
    text = "Worcestershire has kept driving the work."
    assert list(review_lint(with_summary(covering, text), neighbours)) == []
    assert len(list(review_lint(with_summary(case, text), neighbours))) == 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("London Borough of Camden", "Camden"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("Durham County Council", "Durham"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Bath and North East Somerset Council", "Bath and North East Somerset"),
        ("Isle of Wight Council", "Isle of Wight"),
        ("City of London Corporation", "City of London Corporation"),
        ("Westminster City Council", "Westminster"),
    ],
)
def test_short_name_of_an_authority(name: str, short: str) -> None:
    assert short_name(name) == short


@given(st.lists(st.sampled_from(sorted(VOCABULARY)), min_size=3, max_size=12).map(" ".join))
def test_words_of_the_language_are_no_names_whatever_their_capitals(lint: Lint, words: str) -> None:
    people = {"letter-unknown-name", "letter-name-misspelt"}
    assert not [each for each in lint(f"{words.title()}.") if each.rule.code in people]


@given(st.integers(0, 7), st.sampled_from(["met", "exceeded", "not met"]), st.booleans())
def test_counts_are_found_just_where_they_disagree(lint: Lint, count: int, outcome: str, in_words: bool) -> None:
    agreed = {"met": {6, 7}, "exceeded": {1}, "not met": {0}}[outcome]
    number = (WORDS[count].capitalize() if in_words else str(count)) if count else "None"
    text = f"{number} of the seven benchmarks are {outcome}."
    assert bool(lint(text)) == (count not in agreed), text


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_one_digit_of_ten_makes_an_nhs_number(nine: str) -> None:
    made = [digit for digit in "0123456789" if is_nhs_number(nine + digit)]
    assert len(made) <= 1
    for digit in made:
        shown = f"{nine[:3]} {nine[3:6]} {nine[6:]}{digit}"
        assert is_nhs_number(shown)
        assert list(personal_findings(Text((), "other", f"The number {shown} was given.")))


@given(st.text(alphabet=st.sampled_from(list("aA1.@ +-()/\n'\u2019XTO[]<>{}_?benchmark seven met 0")), max_size=300))
def test_any_text_is_checked_without_fail(lint: Lint, text: str) -> None:
    for each in lint(text):
        assert each.route[0] in {"letter", "benchmarks"}


@pytest.mark.parametrize(
    "piece", ["A ", "Aa ", "0 ", "0(", "a.", "a@a.", "[name ", "<your ", "One benchmark ", "last year "]
)
def test_long_texts_are_checked_at_once(piece: str, lint: Lint) -> None:
    lint(piece * (20_000 // len(piece)))


def test_owner_of_a_recommendation_is_a_text_too(case: Case) -> None:
    assert case.review is not None
    first, *rest = case.review.letter.recommendations
    letter = case.review.letter.model_copy(
        update={"recommendations": (first.model_copy(update={"owner": "Sarah Thompson"}), *rest)}
    )
    changed = case._replace(review=case.review.model_copy(update={"letter": letter}))
    found = {each.rule.code: each.route for each in review_lint(changed, AUTHORITIES)}
    assert found["letter-unknown-name"] == ("letter", "recommendations", 0, "owner")


def test_file_by_itself_is_checked_as_far_as_it_goes() -> None:
    text = (ROOT / "examples/herefordshire/reviews/2024-25/herefordshire.yaml").read_text(encoding="utf-8")
    spoilt = text.replace(
        "The council has kept driving", "TODO: write to jane@example.org. The council has kept driving"
    )
    found = {each.code for each in validate_text(spoilt.encode(), "-").diagnostics}
    assert found == {"letter-placeholder", "personal-data", "recommendation-without-benchmark"}


def test_absent_file_has_nothing_that_embarrasses(case: Case) -> None:
    absent = case._replace(assessment=None, review=None)
    assert list(assessment_lint(absent)) == list(review_lint(absent)) == []


def test_two_texts_are_no_measure_of_each_other(case: Case) -> None:
    review = case.review
    assert review is not None
    told = {name: each for name, each in review.benchmarks.items() if each.comments}
    words = {name: "one word " * (10 if at else 200) for at, name in enumerate(told)}

    def found(count: int) -> list[str]:
        kept = {
            name: each.model_copy(update={"comments": words[name], "reason": None})
            for name, each in list(told.items())[:count]
        }
        changed = review.model_copy(update={"benchmarks": kept, "letter": LetterText()})
        return [each.rule.code for each in review_lint(case._replace(review=changed))]

    assert found(2) == []
    assert found(3) == ["letter-text-long"]


def test_count_of_an_outcome_that_the_criteria_do_not_have_agrees_with_anything(case: Case) -> None:
    assert case.criteria is not None
    text = "Two of the seven benchmarks were exceeded."
    assert len(list(review_lint(with_summary(case, text), None))) == 1
    fewer = case.criteria.model_copy(update={"outcomes": case.criteria.outcomes[:2]})
    assert list(review_lint(with_summary(case._replace(criteria=fewer), text))) == []


def _at_address(case: Case, line: str, text: str) -> list[Finding]:
    assert case.authority is not None
    there = case.authority.model_copy(update={"address": (line,)})
    return list(review_lint(with_summary(case._replace(authority=there), text), None))


def test_given_name_that_is_also_the_addresss_is_still_a_persons(case: Case) -> None:
    (found,) = _at_address(case, "Victoria House", "Victoria Quillfeather joined the team.")
    assert found.rule.code == "letter-unknown-name"


def test_house_that_is_called_by_two_given_names_is_nobody(case: Case) -> None:
    text = "The Board met at Victoria Charlotte in spring. Skorvald Brennick, who chairs it, has led the work."
    (found,) = _at_address(case, "Victoria Charlotte House", text)
    assert found.message.endswith("(sentence 2)")


def test_people_are_known_as_far_as_the_files_can_be_read(case: Case) -> None:
    assert case.criteria is not None
    assert case.settings is not None
    lexicon = lexicon_of(case.criteria)
    whole = known_by_name(case, lexicon)
    alone = known_by_name(case._replace(authority=None, settings=None), lexicon)
    assert alone.people == ()
    assert alone.names == frozenset()
    assert {"oyelaran", "okafor"} <= whole.names
    assert "sender" in {role for role, _ in whole.people}
    assert "sender" not in {role for role, _ in known_by_name(case._replace(settings=None), lexicon).people}
    assert not known_by_name(case._replace(authority=None), lexicon).is_word("hereford")


def test_other_authoritys_name_is_found_in_the_letter_of_one_that_cannot_be_read(case: Case) -> None:
    neighbours = AUTHORITIES
    unread = case._replace(authority=None)
    found = review_lint(with_summary(unread, "Camden's Prevent Board meets quarterly."), neighbours)
    assert [each.rule.code for each in found] == ["letter-other-authority"]
    own = with_summary(unread, "The Herefordshire Council leads.")
    assert list(review_lint(own, neighbours)) == []


def test_claim_of_progress_without_any_follow_up_is_not_borne_out(case: Case) -> None:
    assert case.assessment is not None
    assert case.review is not None
    nothing = case._replace(
        recommended=None,
        assessment=case.assessment.model_copy(update={"follow_up": ()}),
        review=case.review.model_copy(update={"follow_up": ()}),
    )
    text = "All of last year's recommendations have been addressed."
    (found,) = review_lint(with_summary(nothing, text), None)
    assert found.rule.code == "letter-progress-unsupported"
    assert found.hint == "there is no follow-up of a recommendation of the cycle before"


def test_recommendations_of_which_no_progress_is_claimed_are_left_alone(case: Case) -> None:
    text = "Last year's recommendations are listed in the annex."
    assert list(review_lint(with_summary(case, text))) == []


def test_words_of_the_language_of_the_edition_and_in_capitals_are_known(case: Case) -> None:
    assert case.criteria is not None
    known = lexicon.Lexicon(case.criteria)
    assert [known.is_word(each) for each in ("Board", "Quillfeather", "Plan", "NHS")] == [True, False, True, True]


def test_words_that_mean_nothing_stand_for_no_benchmark(case: Case) -> None:
    assert case.criteria is not None
    known = lexicon_of(case.criteria)
    assert known.called("") == known.called("of the") == set()
    assert len(known.called("training")) == 1


def test_counts_are_read_by_criteria_without_an_outcome_above_met(case: Case) -> None:
    assert case.criteria is not None
    fewer = case.criteria.model_copy(update={"outcomes": case.criteria.outcomes[:2]})
    found = review_lint(with_summary(case._replace(criteria=fewer), "Three of the seven benchmarks were met."), None)
    assert [each.rule.code for each in found] == ["letter-count-disagrees"]


def test_given_name_alone_is_no_misspelling_of_one_that_is_like_it(lint: Lint) -> None:
    assert [each.rule.code for each in lint("We thank Katharine for her work.")] == ["letter-unknown-name"]
    assert [each.rule.code for each in lint("We thank Katherrine for her work.")] == ["letter-name-misspelt"]
