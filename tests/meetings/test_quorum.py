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


@pytest.mark.parametrize(
    ("under_way", "around", "title", "tone"),
    [
        (True, voices("a"), "Quorate", "done"),
        (True, voices(silent="a"), "Not quorate", "care"),
        (False, voices("a"), "Will be quorate", "done"),
        (False, voices(silent="a"), "Not yet quorate", "care"),
    ],
)
def test_its_title_and_tone_are_those_of_its_state(under_way, around, title, tone):
    found = judge(HALF, around, under_way=under_way)
    assert (found.title, found.tone) == (title, tone)


def test_without_quorum_title_and_tone_promise_nothing():
    found = judge(rules(), [], under_way=True)
    assert (found.title, found.tone) == ("No quorum set", "care")
    assert found.words == "This group’s terms set no quorum."


@pytest.mark.parametrize(
    ("share", "places", "needed"), [(0.5, 7, 4), (0.5, 8, 4), (1 / 3, 7, 3), (2 / 3, 9, 6), (None, 9, 0)]
)
def test_a_share_of_places_is_rounded_up_to_whole_seats(share, places, needed):
    assert rules(all_statutory_partners=True, share_of_places=share).seats_needed(places) == needed


@pytest.mark.parametrize(
    ("partners", "said"),
    [
        (1, "Needs the statutory partner, Northmere Council. "),
        (2, "Needs both statutory partners. "),
        (3, "Needs all three statutory partners. "),
    ],
)
def test_statutory_partners_are_counted_in_words(partners, said):
    terms = Rules.of({"all_statutory_partners": True}, partners=STATUTORY[:partners], named=(), confirmed=True)
    assert judge(terms, [], under_way=False).words.startswith(said)


def test_an_agency_named_beside_the_statutory_partners_is_missed_once():
    named = (COUNCIL, Partner("housing", "Housing"))
    terms = rules(all_statutory_partners=True, agencies=["council", "housing"], named=named)
    for under_way in (True, False):
        found = judge(terms, voices("health police"), under_way=under_way)
        assert found.missing == ("Northmere Council", "Housing")
        assert found.note == ""


def test_a_quorum_that_is_confirmed_has_no_note_and_one_that_is_not_says_so_before_and_during_it():
    for under_way in (True, False):
        assert judge(HALF, voices("a"), under_way=under_way).note == ""
        terms = rules(confirmed=False, share_of_places=0.5)
        assert judge(terms, voices("a"), under_way=under_way).note == TO_BE_CONFIRMED
    assert judge(rules(confirmed=False), [], under_way=True).note == TO_BE_CONFIRMED


def test_a_term_that_says_nothing_asks_nothing():
    assert not Rules.of(None, partners=STATUTORY, named=(COUNCIL,), confirmed=True)


def test_terms_not_confirmed_say_so_and_terms_without_quorum_decide_nothing():
    assert judge(rules(confirmed=False, share_of_places=0.5), [], under_way=True).note == TO_BE_CONFIRMED
    unset = judge(rules(), voices("council"), under_way=True)
    assert (unset.state, unset.holds) == (State.UNSET, None)
