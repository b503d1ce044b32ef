"""A file that is cheap to write is cheap to refuse: no pattern tries the same text in more ways than one."""

import pytest

from prevent_assure import source
from stopwatch import seconds

SPOILT = "key: [\n- ]: {"


@pytest.mark.parametrize(
    "text",
    [
        "# expected:" + " " * 60 + "# handed over on 1 November\n" + SPOILT,
        "# a comment\r\n" * 60 + SPOILT,
        "\r\n" * 20_000 + SPOILT,
        " " * 50_000 + "\n" + SPOILT,
        "--- " * 60 + SPOILT,
        "# " * 60 + "\n" + SPOILT,
        "a: b" + " #a" * 100_000 + "\n" + SPOILT,
        "a: b" + " #" * 100_000 + "\n" + SPOILT,
        "a: " + "b" * 100_000 + "\n  c: d\n",
        "a: b" + " #a" * 100_000 + "\n  c: d\n",
        "- " * 30 + "a:b\n" + SPOILT,
        "!" * 20_000 + "\n",
        "&a " * 20_000,
        "!a # b\n" * 20_000,
        "a: [" + "x:y " * 50_000,
    ],
)
def test_refusal_takes_less_than_a_second(text: str) -> None:
    def refused() -> None:
        with pytest.raises(source.SourceError):
            source.read(text.encode())

    assert seconds(refused) < 1
