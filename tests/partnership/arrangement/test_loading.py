"""What loading a file does to the rows, today and on a later day."""

from datetime import date
from pathlib import Path

import pytest

from tests.make import person
from tests.partnership.arrangement.sound import SOUND
from threespires.history.models import Event
from threespires.partnership.arrangement import loading
from threespires.partnership.arrangement.checking import read_and_check
from threespires.partnership.arrangement.telling import tell_plan
from threespires.partnership.models import (
    Agency,
    AgendaTemplateItem,
    ApproachColumn,
    Board,
    ContactNumber,
    Group,
    LevelOfNeed,
    Place,
    Post,
    PostDelegation,
    PracticeApproach,
    Purpose,
    Seat,
    Term,
)
from threespires.partnership.standing import forget_standing, standing

pytestmark = pytest.mark.django_db

ARRANGEMENTS = Path(__file__).parents[3] / "arrangements"
FIRST, LATER, DAY_BEFORE = date(2026, 3, 3), date(2026, 6, 1), date(2026, 5, 31)
BEGAN = date(2020, 1, 1)
ALL = (
    Agency,
    AgendaTemplateItem,
    ApproachColumn,
    Board,
    ContactNumber,
    Group,
    LevelOfNeed,
    Place,
    Post,
    PostDelegation,
    PracticeApproach,
    Purpose,
    Term,
)


def facts(content=SOUND):
    reading = read_and_check(content.encode())
    assert reading.problems == ()
    return reading.arrangement


def load(content=SOUND, day=FIRST, by=None):
    return loading.load(facts(content), by=by, today=day)


def without_sub_group(content=SOUND):
    """The sound file and one with a sub group before it was taken out."""
    sub = """[[groups]]
key = "sub"
name = "Sub"
board = "home"
kind = "sub_group"
summary = "Helps."
from = 2020-01-01
purposes = [{ words = "Look." }]
chair = { confirmed = false }
reports = { to = "doing", confirmed = false }
membership = { words = "Some.", confirmed = false }
rhythm = { every_months = 1, confirmed = false }
places = [{ role = "member", agency = "police" }]

[[practice_approaches]]"""
    return content, content.replace("[[practice_approaches]]", sub, 1)


def snapshot():
    return [list(model.objects.order_by("pk").values()) for model in ALL]


@pytest.mark.parametrize("name", ["coventry", "saltmere"])
def test_load_twice_changes_nothing(name):
    arrangement = facts((ARRANGEMENTS / f"{name}.toml").read_text())
    assert loading.load(arrangement, by=None, today=FIRST)
    rows, events = snapshot(), Event.objects.count()
    assert not loading.load(arrangement, by=None, today=LATER)
    assert snapshot() == rows
    assert Event.objects.count() == events


def test_plan_tells_what_load_then_does_and_leaves_nothing():
    planned = loading.plan(facts(), today=FIRST)
    assert not Board.objects.exists()
    assert not Event.objects.exists()
    assert load() == planned


def test_load_links_agencies_posts_and_groups():
    load()
    assert Agency.objects.get(key="new-health").succeeds.key == "old-health"
    assert Post.objects.get(key="new-head").succeeds.key == "old-head"
    doing = Group.objects.get(key="doing")
    assert doing.reports_to.key == "executive"
    assert [board.key for board in doing.joint_with.all()] == ["next-door"]
    assert Group.objects.get(key="executive").chair_post.key == "scrutineer"
    assert Board.objects.get(is_home=True).key == "home"
    assert str(PostDelegation.objects.get()) == "Commander for Chief Constable"


def test_load_gives_each_place_its_agency_and_its_time():
    load()
    places = {place.key: place for place in Place.objects.filter(group__key="executive")}
    assert places["member-old-head"].agency.key == "old-health"
    assert (places["member-old-head"].starts, places["member-old-head"].ends) == (BEGAN, date(2022, 6, 30))
    assert places["member-new-head"].starts == date(2022, 7, 1)


def test_load_stores_terms_that_code_can_read():
    load()
    doing = Group.objects.get(key="doing")
    assert doing.term("rhythm") == {"every_months": 2}
    assert doing.term("papers_days") == 5
    assert doing.term("escalation_days") == 14
    assert doing.term("membership_review_months") == 12
    assert doing.term("reporting") == {"to": "executive"}
    assert doing.term("approval") == {"boards": ["home", "next-door"]}
    assert doing.term("usual_meeting")["time"] == "09:30"
    assert doing.term("chair") is None
    executive = Group.objects.get(key="executive")
    assert executive.term("rhythm") == {"times_a_year": 4}
    assert executive.term("quorum")["all_statutory_partners"] is True
    assert executive.term("chair") == "scrutineer"
    assert not executive.terms.get(name="quorum").is_confirmed


def test_load_leaves_out_what_is_not_in_force():
    loading.load(facts((ARRANGEMENTS / "coventry.toml").read_text()), by=None, today=FIRST)
    assert [approach.key for approach in PracticeApproach.objects.all()] == ["signs-of-safety"]
    assert set(LevelOfNeed.objects.values_list("version", flat=True)) == {"seed-2018"}


def test_load_says_of_unsure_facts_where_they_come_from():
    content = SOUND.replace('key = "police"', 'key = "police"\nsource = "plan"\nmark = "memory"\nconfirmed = false', 1)
    load(content)
    police = Agency.objects.get(key="police")
    assert (police.confirmed, police.source) == (False, "The plan (from memory)")


def test_load_records_a_change_with_before_and_after():
    load()
    who = person()
    done = load(SOUND.replace("Northmere Police", "Estuary Police"), LATER, by=who)
    (change,) = done.changes
    assert (change.what, change.differences[0].before, change.differences[0].after) == (
        "changed",
        "Northmere Police",
        "Estuary Police",
    )
    event = Event.objects.get(verb="agency.changed")
    assert event.changes == {"name": ["Northmere Police", "Estuary Police"]}
    assert event.person == who.name


def test_load_ends_a_group_that_went_out_of_the_file_and_what_its_seats_open():
    after, before = without_sub_group()
    load(before)
    sub = Group.objects.get(key="sub")
    seat = Seat.objects.create(group=sub, place=sub.places.get(), person=person(), starts=FIRST)
    assert standing(seat.person, LATER).anywhere
    forget_standing(seat.person)
    counts = [model.objects.count() for model in ALL]
    load(after, LATER)
    sub.refresh_from_db()
    assert sub.ends == DAY_BEFORE
    assert sub.places.get().ends == DAY_BEFORE
    assert sub.purposes.get().ends == DAY_BEFORE
    assert {term.ends for term in sub.terms.all()} == {DAY_BEFORE}
    seat.refresh_from_db()
    assert seat.ends is None
    assert standing(seat.person, DAY_BEFORE).anywhere
    assert not standing(seat.person, LATER).anywhere
    assert [model.objects.count() for model in ALL] == counts
    assert Event.objects.filter(verb="group.ended").count() == 1


PLACE_OF_COUNCIL = '    { role = "member", agency = "council" },\n    { role = "member", post = "old-head"'


@pytest.mark.parametrize("lends", [False, True])
def test_a_seat_ends_with_its_place_and_the_plan_says_so(lends):
    load()
    executive = Group.objects.get(key="executive")
    of_council = executive.places.get(agency__key="council")
    seat = Seat.objects.create(group=executive, place=of_council, person=person(), starts=FIRST)
    if lends:
        seat = Seat.objects.create(group=executive, delegate_for=seat, role="delegate", person=person(), starts=FIRST)
    beside = Seat.objects.create(group=executive, person=person(), starts=FIRST)
    without = SOUND.replace(PLACE_OF_COUNCIL, '    { role = "member", post = "old-head"')
    said = "\n".join(tell_plan(loading.plan(facts(without), today=LATER), done=False))
    assert f"seat: {seat}\n      until: nothing → 31 May 2026" in said
    assert f"seat: {beside}" not in said
    load(without, LATER)
    forget_standing(seat.person)
    assert (standing(seat.person, DAY_BEFORE).anywhere, standing(seat.person, LATER).anywhere) == (True, False)
    seat.refresh_from_db()
    assert (seat.ends, seat.held(DAY_BEFORE), seat.held(LATER)) == (None, True, False)
    assert standing(beside.person, LATER).anywhere
    assert "seat" not in "\n".join(tell_plan(loading.plan(facts(without), today=LATER), done=False))


def test_load_takes_a_group_up_again_that_came_back():
    after, before = without_sub_group()
    load(before)
    load(after, LATER)
    load(before, date(2026, 7, 1))
    sub = Group.objects.get(key="sub")
    assert sub.ends is None
    assert sub.places.get().ends is None
    assert sub.term("rhythm", date(2026, 7, 1)) == {"every_months": 1}
    assert sub.term("rhythm", date(2026, 6, 15)) is None


def test_load_ends_a_purpose_taken_out_and_begins_one_put_in():
    load()
    load(SOUND.replace('{ words = "Decide." }', '{ words = "Ask." }'), LATER)
    purposes = {purpose.words: purpose for purpose in Purpose.objects.filter(group__key="executive")}
    assert purposes["Decide."].ends == DAY_BEFORE
    assert (purposes["Ask."].starts, purposes["Ask."].ends) == (LATER, None)
    assert (purposes["Lead."].starts, purposes["Lead."].ends) == (BEGAN, None)


def test_load_ends_what_began_today_today():
    load(SOUND.replace('{ words = "Decide." }', '{ words = "Ask." }'))
    load(SOUND.replace('{ words = "Decide." }', '{ words = "Ask." }, { words = "Tell." }'), LATER)
    load(SOUND.replace('{ words = "Decide." }', '{ words = "Ask." }'), LATER)
    assert Purpose.objects.get(words="Tell.").ends == LATER


def test_load_keeps_a_confirmation_given_here():
    load()
    term = Term.objects.get(group__key="doing", name="escalation_days")
    term.confirmed_by, term.confirmed_on = "Somebody", FIRST
    term.save()
    load(SOUND.replace("after_days = 14, ", 'after_days = 14, words = "Two weeks", '), LATER)
    term.refresh_from_db()
    assert (term.words, term.confirmed_by, term.is_confirmed) == ("Two weeks", "Somebody", True)


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("Northmere Police", "Northmere Police", True),
        (
            '[[posts]]\nkey = "manager"',
            '[[posts]]\nkey = "first"\nname = "First"\nfunction = "other"\n\n[[posts]]\nkey = "manager"',
            True,
        ),
        ('name = "Manager"', 'name = "Head of the team"', False),
        ("whole_time = 1.0", "whole_time = 0.5", False),
    ],
)
def test_load_keeps_what_was_confirmed_here_until_the_file_says_otherwise(old, new, stays):
    content = SOUND.replace('key = "manager"', 'key = "manager"\nconfirmed = false', 1)
    load(content)
    post = Post.objects.get(key="manager")
    post.confirmed_by, post.confirmed_on = "Somebody", FIRST
    post.save()
    load(content.replace(old, new), LATER)
    post.refresh_from_db()
    assert (post.is_confirmed, post.confirmed_by) == (stays, "Somebody" if stays else "")


def test_load_begins_a_new_value_unconfirmed_and_ends_the_old():
    load()
    old = Term.objects.get(group__key="doing", name="escalation_days")
    old.confirmed_by, old.confirmed_on = "Somebody", FIRST
    old.save()
    done = load(SOUND.replace("after_days = 14", "after_days = 10"), LATER)
    old.refresh_from_db()
    doing = Group.objects.get(key="doing")
    assert (doing.term("escalation_days", DAY_BEFORE), doing.term("escalation_days", LATER)) == (14, 10)
    assert (old.ends, old.is_confirmed) == (DAY_BEFORE, True)
    assert not doing.terms.get(name="escalation_days", ends=None).is_confirmed
    assert [change.what for change in done.changes] == ["changed"]


def test_load_corrects_a_term_in_place_on_the_day_it_began():
    load()
    load(SOUND.replace("after_days = 14", "after_days = 10"), LATER)
    load(SOUND.replace("after_days = 14", "after_days = 7"), LATER)
    values = Term.objects.filter(group__key="doing", name="escalation_days").order_by("starts")
    assert [term.value for term in values] == [14, 7]


def test_load_replaces_membership_when_its_words_change():
    load()
    load(SOUND.replace("Officers.", "Senior officers."), LATER)
    terms = Term.objects.filter(group__key="doing", name="membership").order_by("starts")
    assert [(term.words, term.ends) for term in terms] == [
        ("Officers.", DAY_BEFORE),
        ("Senior officers.", None),
    ]


def test_load_ends_a_term_that_went_out_of_the_file():
    load()
    load(SOUND.replace("papers = { working_days = 5, confirmed = false }\n", ""), LATER)
    assert Term.objects.get(group__key="doing", name="papers_days").ends == DAY_BEFORE


def test_load_changes_with_whom_a_group_is_joint():
    load()
    done = load(
        SOUND.replace('joint_with = ["next-door"]\n', "").replace(', "next-door"]', "]"),
        LATER,
    )
    assert not Group.objects.get(key="doing").joint_with.exists()
    assert any(each.differences[0].after == "nothing" for each in done.changes if each.kind == "group")


def test_load_refuses_another_area():
    load()
    other = facts((ARRANGEMENTS / "saltmere.toml").read_text())
    rows = snapshot()
    with pytest.raises(loading.CannotLoad, match="Northmere Partnership"):
        loading.load(other, by=None, today=LATER)
    assert snapshot() == rows


def test_load_refuses_to_take_a_column_from_an_approach_in_use():
    load()
    rows = snapshot()
    with pytest.raises(loading.CannotLoad, match=r"column “Well"):
        load(SOUND.replace('{ key = "well", heading = "Well?" }, ', ""), LATER)
    assert snapshot() == rows


def as_case_group(key="sub"):
    return without_sub_group()[1].replace(f'key = "{key}"\n', f'key = "{key}"\ncase_group = true\n', 1)


def test_load_seats_nobody_on_a_group_that_comes_to_keep_cases():
    load(without_sub_group()[1])
    somebody, group = person(), Group.objects.get(key="sub")
    Seat.objects.create(group=group, person=somebody, starts=BEGAN)
    load(as_case_group(), LATER)
    assert Group.objects.get(key="sub").is_case_group
    assert not standing(somebody, LATER).anywhere


def test_load_refuses_to_open_a_group_that_keeps_cases():
    load(as_case_group())
    load(without_sub_group()[1])
    load(as_case_group())
    group = Group.objects.get(key="sub")
    Seat.objects.create(group=group, person=person(), asked_by=person(), approved_by=person(), starts=BEGAN)
    with pytest.raises(loading.CannotLoad, match="Sub keeps cases, so it stays a case group"):
        load(without_sub_group()[1], LATER)
    assert Group.objects.get(key="sub").is_case_group
