"""What belongs together for one authority in one cycle."""

from prevent_assure.rules.case import previous_cycle


def test_cycle_before() -> None:
    assert previous_cycle("2024-25") == "2023-24"
    assert previous_cycle("2000-01") == "1999-00"
    assert previous_cycle("2100-01") == "2099-00"
