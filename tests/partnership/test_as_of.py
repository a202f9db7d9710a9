"""The partnership as it stood on another day: which pages show it, and that they show nothing later."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.make import meetings
from tests.partnership.arrangement.sound import SOUND
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.meetings import operations as holding
from threespires.meetings.offers import sections as next_meeting
from threespires.partnership import chart, operations
from threespires.partnership.arrangement import loading
from threespires.partnership.arrangement.checking import read_and_check
from threespires.partnership.models import Group, GroupName, MembershipReview, Place, Seat, Term
from threespires.partnership.operations import Line
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
THEN = today() - 60 * DAY
SHOWS_THEN, SHOWS_TODAY = "as they stood on", "This page shows today."


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def look(p, client):
    """Somebody of the implementation group, looking at a day gone by; gives a page's text."""
    client.force_login(p.housing_officer)
    client.post(reverse("partnership:as_of"), {"on": THEN.isoformat()})
    return lambda name, *args: client.get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize(
    "page",
    [
        ["partnership:groups"],
        ["partnership:arrangement"],
        ["partnership:room", "implementation"],
        ["partnership:terms", "implementation"],
        ["meetings:meetings"],
        ["meetings:group", "implementation"],
    ],
    ids=lambda page: page[0],
)
def test_pages_named_on_a_door_plate_show_the_day(look, page):
    text = look(*page)
    assert SHOWS_THEN in text
    assert SHOWS_TODAY not in text


@pytest.mark.parametrize("page", ["home:home", "actions:plan", "assurance:duties", "learning:register"])
def test_every_other_page_says_that_it_shows_today(look, page):
    text = look(page)
    assert SHOWS_TODAY in text
    assert SHOWS_THEN not in text


def test_every_page_on_a_door_plate_is_there():
    for room in plates.rooms():
        for name in room.any_day:
            assert ":" not in name or reverse(name, args=["x"] if name == "meetings:group" else [])


def test_a_meeting_itself_shows_today(p, look):
    meeting = meetings.meeting(p, day=THEN)
    assert SHOWS_TODAY in look("meetings:meeting", meeting.ref)


def test_a_groups_next_meeting_is_the_next_after_that_day(p, look):
    soon = today() + 5 * DAY
    with meetings.on(THEN - 9 * DAY):
        meetings.meeting(p, day=THEN - DAY)
        between, later = meetings.meeting(p, day=THEN + 5 * DAY), meetings.meeting(p, day=soon)
    meetings.meeting(p, day=THEN + 2 * DAY)
    (then,) = next_meeting(p.housing_officer, p.implementation, THEN)
    (now,) = next_meeting(p.housing_officer, p.implementation, today())
    assert (then.facts["meeting"], now.facts["meeting"]) == (between, later)
    assert (then.facts["quorum"], then.facts["halves"], then.facts["seat"]) == (None, [], None)
    assert now.facts["quorum"]
    room = look("partnership:room", "implementation")
    assert between.ref in room
    assert later.ref not in room
    assert "Say whether you will come" not in room


def test_the_room_leaves_out_what_is_known_of_today_alone(p, look, client):
    make.action(p, title="Share tenancy moves")
    make.learning(p, group=p.implementation)
    room = look("partnership:room", "implementation")
    assert "What this group was working on is shown for today alone." in room
    assert "One follow-up route" not in room
    client.post(reverse("partnership:as_of"), {"return": "today"})
    room = look("partnership:room", "implementation")
    assert "is shown for today alone" not in room
    assert "One follow-up route" in room


def test_a_review_is_due_as_it_was_due_that_day(p, look):
    seats = [Line(seat, "stays", "Needed") for seat in p.implementation.seats.now()]
    held = operations.review_membership(p.implementation, by=p.scrutineer, held_on=today(), lines=seats)
    MembershipReview.objects.create(
        group=p.implementation, held_on=THEN - 400 * DAY, next_due=THEN - 5 * DAY, reviewed_by=p.scrutineer
    )
    for page in ("partnership:room", "partnership:people"):
        text = look(page, "implementation")
        assert say_date(THEN - 5 * DAY) in text
        assert say_date(held.next_due) not in text


def test_mine_are_the_groups_where_one_sat_that_day(p, look):
    Seat.objects.filter(person=p.housing_officer, group=p.implementation).update(starts=THEN + DAY)
    Seat.objects.create(group=p.forum, person=p.housing_officer, role="member", starts=THEN, ends=THEN)
    text = look("partnership:groups")
    assert text.index("Relevant agency forum") < text.index("Implementation Group")
    with meetings.on(THEN - 9 * DAY):
        meetings.meeting(p, p.forum, day=THEN)
        meetings.meeting(p, day=THEN)
    assert "Your next meeting is today" in look("meetings:meetings")


def test_a_groups_meetings_are_those_of_that_day(p, look, client):
    with meetings.on(THEN - 9 * DAY):
        before, since = meetings.meeting(p, day=THEN + 3 * DAY), meetings.meeting(p, day=THEN + 4 * DAY)
    with meetings.on(THEN):
        holding.cancel(before, by=p.manager, because="Snow")
    with meetings.on(THEN + DAY):
        holding.cancel(since, by=p.manager, because="An inspection")
    client.force_login(p.manager)
    client.post(reverse("partnership:as_of"), {"on": THEN.isoformat()})
    to_come, _, cancelled = look("meetings:group", "implementation").partition("Held")
    assert since.ref in to_come
    assert before.ref not in to_come
    assert "Snow" in cancelled
    assert "An inspection" not in cancelled
    assert "Arrange another meeting" not in to_come
    client.post(reverse("partnership:as_of"), {"return": "today"})
    to_come, _, cancelled = look("meetings:group", "implementation").partition("Held")
    assert since.ref not in to_come
    assert "An inspection" in cancelled
    assert "Arrange another meeting" in to_come


# To whom a group reported, and who chaired it

FIRST, LATER = date(2026, 3, 3), date(2026, 6, 1)
NOBODY_ABOVE = 'chair = { confirmed = false }\nreports = { to = "executive", confirmed = true, source = "plan" }'
CHAIRED = 'chair = { post = "constable", confirmed = true, source = "plan" }'


def load(content, day):
    loading.load(read_and_check(content.encode()).arrangement, by=None, today=day)


def as_shown(day):
    (doing,) = [group for group in chart.groups_on(day) if group.key == "doing"]
    return str(doing.reports_to or ""), str(doing.chair_post or ""), chart.second_line(doing, day)


def test_the_chart_shows_to_whom_a_group_reported_and_who_chaired_it_on_each_day():
    assert SOUND.count(NOBODY_ABOVE) == 1
    load(SOUND, FIRST)
    load(SOUND.replace(NOBODY_ABOVE, CHAIRED), LATER)
    load(SOUND.replace(NOBODY_ABOVE, CHAIRED.replace("constable", "scrutineer")), LATER + 9 * DAY)
    above, chaired, line = as_shown(LATER - DAY)
    assert (above, chaired) == ("Executive", "")
    assert "Chair" not in line
    for day, post in ((LATER, "Chief Constable"), (LATER + 9 * DAY, "Scrutineer"), (today(), "Scrutineer")):
        above, chaired, line = as_shown(day)
        assert (above, chaired) == ("", post)
        assert f"Chair: {post.lower()}" in line
    (top, *_) = chart.tree(chart.groups_on(LATER - DAY), LATER - DAY)
    assert [below["title"] for below in top["below"]] == ["Doing Group"]


# What a group was called

RENAMED = SOUND.replace('name = "Doing Group"', 'name = "Delivery Group"\nshort_name = "Delivery"')


def called(day):
    groups = chart.groups_on(day)
    return [each.name for each in groups if each.key == "doing"]


def test_a_group_has_the_name_of_each_day():
    load(SOUND, FIRST)
    load(SOUND, FIRST + DAY)
    load(RENAMED, LATER)
    assert [called(day) for day in (FIRST, LATER - DAY, LATER, today())] == [
        ["Doing Group"], ["Doing Group"], ["Delivery Group"], ["Delivery Group"],
    ]  # fmt: skip
    assert GroupName.objects.filter(group__key="doing").count() == 2
    load(SOUND.replace('"Executive"', '"Executive Board"'), LATER)
    assert called(LATER) == ["Doing Group"], "a name of the day is put right on that day"
    assert GroupName.objects.filter(group__key="doing").count() == 2
    above = [str(each.reports_to) for each in chart.groups_on(FIRST) if each.key == "doing"]
    assert above == ["Executive"]


def test_a_groups_kind_is_that_of_the_day_too():
    load(SOUND, FIRST)
    GroupName.objects.filter(group__key="team").update(kind="sub_group")
    assert [each.kind for each in chart.groups_on(FIRST) if each.key == "team"] == ["sub_group"]


@pytest.mark.parametrize("page", ["room", "people", "terms", "history"])
def test_pages_of_another_day_call_a_group_what_it_was_called(p, look, client, page):
    GroupName.objects.create(group=p.implementation, name="Delivery Board", kind="implementation", ends=THEN)
    assert "Delivery Board" in look(f"partnership:{page}", "implementation")
    assert "Delivery Board" in look("partnership:groups")
    client.post(reverse("partnership:as_of"), {"return": "today"})
    assert "Delivery Board" not in look(f"partnership:{page}", "implementation")


def test_meetings_and_their_minutes_call_the_group_what_it_was_called(p, look, client):
    GroupName.objects.create(group=p.implementation, name="Delivery Board", kind="implementation", ends=THEN + DAY)
    with meetings.on(THEN - 9 * DAY):
        then, since = meetings.meeting(p, day=THEN), meetings.meeting(p, day=THEN + 5 * DAY)
    assert "Delivery Board" in look("meetings:group", "implementation")
    assert "Delivery Board" in look("meetings:meetings")
    assert "Delivery Board" in look("meetings:meeting", then.ref)
    assert "Delivery Board" not in look("meetings:meeting", since.ref)


def test_the_room_and_the_terms_say_the_same(p, look):
    Term.objects.create(group=p.implementation, name="reporting", value={"to": "forum"}, ends=THEN)
    Term.objects.create(group=p.implementation, name="reporting", value={"to": "executive"}, starts=THEN + DAY)
    Term.objects.create(group=p.implementation, name="chair", value="police-lead", ends=THEN)
    room = look("partnership:room", "implementation")
    assert "Relevant agency forum" in room.partition("Reports to")[2]
    terms = look("partnership:terms", "implementation")
    assert "To the Relevant agency forum" in terms
    assert "Chief Superintendent" in terms
    assert Group.objects.get(key="implementation").reports_to == p.executive


def test_a_place_that_came_later_is_not_in_the_room_of_that_day(p, look):
    Place.objects.create(group=p.implementation, key="late", words="Probation", role="member", starts=THEN + DAY)
    assert "Probation" not in look("partnership:people", "implementation")


def test_history_goes_as_far_as_that_day(p, look, client):
    seat = sits_on(p.police_officer, p.implementation)
    operations.end_seat(seat, by=p.manager, ends=today(), why="Left")
    assert "Seat ended" not in look("partnership:history", "implementation")
    client.post(reverse("partnership:as_of"), {"return": "today"})
    assert "Seat ended" in look("partnership:history", "implementation")
