"""What belongs together for one authority in one cycle."""

from prevent_assure.model.review import Review
from prevent_assure.rules.case import previous_cycle, recommendations_of


def test_cycle_before() -> None:
    assert previous_cycle("2024-25") == "2023-24"
    assert previous_cycle("2000-01") == "1999-00"
    assert previous_cycle("2100-01") == "2099-00"


def test_recommendations_are_named_by_their_cycle() -> None:
    review = Review.model_validate(
        {
            "format": "prevent-assure/review/1",
            "authority": "exampleton",
            "cycle": "2023-24",
            "letter": {"recommendations": [{"id": "training", "text": "Train."}]},
        }
    )
    assert recommendations_of("2023-24", review, None) == {"2023-24/training": "Train."}
