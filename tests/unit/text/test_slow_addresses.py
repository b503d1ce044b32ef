"""An address that is no address is found to be none at once, however long it is."""

import pytest

from prevent_assure.text.narrative import parse
from stopwatch import seconds


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example?" + "a" * 60 + "^",
        "https://a.example?" + "?" * 60 + "^",
        "https://a.example/?" + "%20" * 60 + "^",
        "https://" + "a-" * 400 + "^",
        "https://" + "a." * 2000 + "^",
        "https://a.example/" + "a" * 10_000 + "^#" + "b" * 5_000,
        "mailto:" + "a" * 60 + "@a.example?" + "a" * 60 + "^",
    ],
)
def test_text_of_a_link_is_read_in_less_than_a_second(address: str) -> None:
    assert seconds(lambda: (parse(f"[a link]({address})"), parse(f"[a link](<{address}>)"))) < 1
