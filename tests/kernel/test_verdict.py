import pytest

from threespires.kernel.verdict import Refused, Verdict, no, require, yes


def test_a_yes_names_the_seat_and_a_no_the_reason():
    assert yes("Chair, Executive Board") == Verdict(True, reason="", seat="Chair, Executive Board")
    assert yes() == yes(None) == Verdict(True, reason="", seat="")
    assert no("Only the chair may") == Verdict(False, reason="Only the chair may", seat="")
    assert yes()
    assert not no("Only the chair may")


def test_a_seat_is_named_as_it_is_written():
    assert yes(12).seat == "12"


def test_require_hands_back_the_seat_of_a_yes_and_raises_the_reason_of_a_no():
    assert require(yes("Chair, Executive Board")).seat == "Chair, Executive Board"
    with pytest.raises(Refused, match="Only the chair may") as refused:
        require(no("Only the chair may"))
    assert refused.value.reason == "Only the chair may"


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (yes("a seat"), yes("another"), yes("a seat")),
        (yes("a seat"), yes(), yes("a seat")),
        (yes(), yes("another"), yes("another")),
        (yes("a seat"), no("second"), no("second")),
        (no("first"), yes("another"), no("first")),
        (no("first"), no("second"), no("first")),
    ],
)
def test_two_verdicts_hold_only_together(first, second, both):
    assert first & second == both
