"""What may come of holding a letter against its record."""

from typing import get_args

from prevent_assure.proof.verify import VERDICTS, Verdict


def test_every_verdict_is_listed_once() -> None:
    assert sorted(VERDICTS) == sorted(get_args(Verdict))
