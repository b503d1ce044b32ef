"""Tables of scores: what is set out without rich looks as rich sets it out."""

import hypothesis
from hypothesis import strategies as st

from prevent_assure.model.outcome import AssessmentScore, BenchmarkScore
from prevent_assure.scores.printing import plain_table, rich_table

WORDS = st.text(st.sampled_from("abc Zé漢-😀\u200d(é)[b]{x}"), min_size=1, max_size=14).map(str.strip).filter(bool)


@st.composite
def benchmarks(draw: st.DrawFn) -> BenchmarkScore:
    outcomes = st.sampled_from(["met", "exceeding", "not_met", "odd"])
    return BenchmarkScore(
        "training",
        draw(st.integers(1, 120)),
        draw(WORDS),
        scored=draw(st.booleans()),
        claimed=draw(st.none() | outcomes),
        possible=tuple(draw(st.lists(outcomes, max_size=3))),
        basis=draw(st.sampled_from(["decided", "incomplete", "judgement"])),
        agreed=draw(st.none() | outcomes),
        override=draw(st.booleans()),
    )


@hypothesis.given(WORDS, st.lists(benchmarks(), min_size=1, max_size=6), WORDS, st.integers(60, 200))
def test_plain_table_is_that_of_rich(name: str, scores: list[BenchmarkScore], label: str, width: int) -> None:
    labels = {"not_met": label, "met": "Met", "exceeding": "Exceeding"}
    score = AssessmentScore(
        "alder", name, "2024-25", "c/1", "criteria/c/1.yaml", "sha256:0", "agreed", labels, tuple(scores), {}
    )
    plain = plain_table(score, width)
    if plain is not None:
        assert plain == rich_table(score, width, colour=False, verbose=False)


def test_wide_table_needs_no_rich_and_a_narrow_one_does() -> None:
    scores = (BenchmarkScore("training", 1, "Training", scored=True, claimed="met", possible=("met",), agreed="met"),)
    score = AssessmentScore(
        "alder", "Alder", "2024-25", "c/1", "criteria/c/1.yaml", "sha256:0", "agreed", {"met": "Met"}, scores, {}
    )
    assert plain_table(score, 132) is not None
    assert plain_table(score, 40) is None
