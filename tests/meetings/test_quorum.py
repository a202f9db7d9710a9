import pytest

from threespires.meetings.quorum import TO_BE_CONFIRMED, Partner, Rules, State, Voice, judge

COUNCIL = Partner("council", "Northmere Council")
HEALTH = Partner("health", "NHS Northmere")
POLICE = Partner("police", "Northmere Police")
STATUTORY = (COUNCIL, HEALTH, POLICE)


def rules(confirmed=True, named=(), **value):
    return Rules.of(value, partners=STATUTORY, named=named, confirmed=confirmed)


def voices(here="", away="", silent="", apologies=""):
    """One voice for each agency named: here, replied that it stays away, silent, sent apologies."""
    return [
        *(Voice(key, represented=True, replied=True) for key in here.split()),
        *(Voice(key, replied=True) for key in away.split()),
        *(Voice(key) for key in silent.split()),
        *(Voice(key, replied=True, apologies=True) for key in apologies.split()),
    ]


BOTH = rules(all_statutory_partners=True, share_of_places=0.5)
PARTNERS_ONLY = rules(all_statutory_partners=True)
HALF = rules(share_of_places=0.5)
THIRD = rules(share_of_places=1 / 3)
COUNCILS = rules(agencies=["council", "housing"], named=(COUNCIL, Partner("housing", "Housing")))


@pytest.mark.parametrize(
    ("terms", "around", "state", "words"),
    [
        (BOTH, voices("council health police housing", "schools youth"), State.QUORATE,
         "All three statutory partners and 4 of 6 seats"),
        (BOTH, voices("council health housing schools youth", "police"), State.NOT_QUORATE,
         "Northmere Police is not here. 5 of 6 seats."),
        (BOTH, voices("council health police", "a b c d"), State.NOT_QUORATE, "3 of 7 seats; 4 are needed."),
        (BOTH, voices("council", "health police"), State.NOT_QUORATE,
         "NHS Northmere and Northmere Police are not here. 1 of 3 seats; 2 are needed."),
        (PARTNERS_ONLY, voices("council health police", "a b c d e"), State.QUORATE,
         "All three statutory partners and 3 of 8 seats"),
        (HALF, voices("a b", "c d"), State.QUORATE, "2 of 4 seats"),
        (HALF, voices("a b", "c d e"), State.NOT_QUORATE, "2 of 5 seats; 3 are needed."),
        (THIRD, voices("a b", "c d e f"), State.QUORATE, "2 of 6 seats"),
        (COUNCILS, voices("council housing", "health"), State.QUORATE,
         "Northmere Council, Housing and 2 of 3 seats"),
        (COUNCILS, voices("council", "housing"), State.NOT_QUORATE, "Housing is not here. 1 of 2 seats."),
        (BOTH, [], State.NOT_QUORATE,
         "Northmere Council, NHS Northmere and Northmere Police are not here. 0 of 0 seats."),
    ],
)  # fmt: skip
def test_under_way_it_is_quorate_or_says_what_is_lacking(terms, around, state, words):
    found = judge(terms, around, under_way=True)
    assert (found.state, found.words) == (state, words)
    assert found.holds is (state == State.QUORATE)


@pytest.mark.parametrize(
    ("terms", "around", "state", "words"),
    [
        (BOTH, voices("council health a", silent="b", apologies="police"), State.NOT_YET,
         "Needs all three statutory partners and half the seats. 4 of 5 have replied; "
         "Northmere Police has named no delegate."),
        (BOTH, voices("council", silent="health", apologies="police"), State.NOT_YET,
         "Needs all three statutory partners and half the seats. 2 of 3 have replied; "
         "Northmere Police has named no delegate; NHS Northmere has not replied."),
        (BOTH, voices(silent="council health police"), State.NOT_YET,
         "Needs all three statutory partners and half the seats. 0 of 3 have replied; "
         "Northmere Council, NHS Northmere and Northmere Police have not replied."),
        (PARTNERS_ONLY, voices("council health", away="police"), State.NOT_YET,
         "Needs all three statutory partners. 3 of 3 have replied; Northmere Police will not be there."),
        (BOTH, voices("council health police", silent="a b"), State.EXPECTED,
         "Needs all three statutory partners and half the seats. 3 of 5 have replied."),
        (PARTNERS_ONLY, voices("council health"), State.NOT_YET,
         "Needs all three statutory partners. 2 of 2 have replied; Northmere Police has no seat."),
        (THIRD, voices("a", silent="b c d e f"), State.NOT_YET,
         "Needs a third of the seats. 1 of 6 has replied."),
        (rules(share_of_places=0.6), voices("a"), State.EXPECTED, "Needs 60% of the seats. 1 of 1 has replied."),
    ],
)  # fmt: skip
def test_beforehand_it_says_what_it_needs_and_who_has_replied(terms, around, state, words):
    found = judge(terms, around, under_way=False)
    assert (found.state, found.words) == (state, words)


def test_a_vacant_place_counts_among_the_places_and_replies_for_nobody():
    around = [*voices("a b"), Voice(vacant=True), Voice(vacant=True), Voice(vacant=True)]
    assert judge(HALF, around, under_way=True).words == "2 of 5 seats; 3 are needed."
    assert "2 of 2 have replied" in judge(HALF, around, under_way=False).words


def test_two_seats_of_one_partner_need_only_one_of_them_here():
    around = [*voices("council health police"), Voice("police", replied=True, apologies=True)]
    assert judge(PARTNERS_ONLY, around, under_way=True).holds is True


def test_terms_not_confirmed_say_so_and_terms_without_quorum_decide_nothing():
    assert judge(rules(confirmed=False, share_of_places=0.5), [], under_way=True).note == TO_BE_CONFIRMED
    unset = judge(rules(), voices("council"), under_way=True)
    assert (unset.state, unset.holds) == (State.UNSET, None)
