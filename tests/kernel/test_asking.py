"""A question is written once and asked with other values: it answers what the plain query set answers, afresh."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import make
from threespires.accounts.models import Person
from threespires.kernel.asking import held_beside, written_once
from threespires.kernel.clock import today
from threespires.kernel.models import held_on
from threespires.partnership.models import Agency, Group, Seat

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def p(clock_at):
    clock_at(date(2026, 3, 5))
    return make.partnership()


def test_it_answers_as_the_plain_query_set_whatever_it_is_told(p):
    def seats(person, day):
        return Seat.objects.filter(held_on(day), person=person).select_related("group__board").order_by("pk")

    ask = written_once(seats)
    for person in Person.objects.all():
        for day in (today(), today() - 400 * DAY):
            assert ask(person, day) == ask(person.pk, day) == list(seats(person.pk, day))


def test_what_comes_along_needs_no_further_statement(p, django_assert_num_queries):
    ask = written_once(lambda person: Seat.objects.filter(person=person).select_related("group").only("group__name"))
    ask(p.scrutineer)
    with django_assert_num_queries(1):
        assert [seat.group.name for seat in ask(p.scrutineer)]


def test_it_asks_anew_each_time(p):
    ask = written_once(lambda name: Agency.objects.filter(name=name))
    assert ask("Newcomers") == []
    made = Agency.objects.create(key="newcomers", name="Newcomers")
    assert ask("Newcomers") == [made]


def test_several_may_be_told_in_any_number_or_none(p):
    ask = written_once(lambda groups, day: Seat.objects.filter(held_on(day), group__pk__in=groups).order_by("pk"))
    groups = list(Group.objects.order_by("pk"))
    for some in (groups[:2], groups[2:3], [], groups):
        assert ask(some, today()) == list(Seat.objects.now().filter(group__in=some).order_by("pk"))


def test_values_annotations_moments_and_slices_are_answered_too(p):
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    joined = written_once(lambda since: Person.objects.filter(invited_at__gt=since).values_list("pk", flat=True))
    Person.objects.filter(pk=p.outsider.pk).update(invited_at=moment + DAY)
    assert (joined(moment), joined(moment + 2 * DAY)) == ([p.outsider.pk], [])
    first = written_once(lambda kind: Group.objects.filter(kind=kind).values("name").order_by("name")[:1])
    assert first("forum") == [{"name": Group.objects.filter(kind="forum").order_by("name")[0].name}]


def test_what_a_rule_lets_somebody_see_stays_narrowed(p):
    ask = written_once(lambda among, name: among.filter(name=name).order_by("pk"))
    first, second = (Agency.objects.create(key=key, name="Alike") for key in ("alike", "alike-too"))
    seen = (Agency.objects.all(), Agency.objects.exclude(pk=first.pk), Agency.objects.none(), Agency.objects.all())
    assert [ask(among, "Alike") for among in seen] == [[first, second], [second], [], [first, second]]


def test_what_is_held_beside_a_thing_is_not_asked_for_again(p, django_assert_num_queries):
    seats = written_once(lambda group: Seat.objects.filter(group=group).select_related("person").order_by("pk"))
    found = seats(p.forum)
    held_beside(p.forum, seats=found)
    with django_assert_num_queries(0):
        assert list(p.forum.seats.all()) == found
    assert p.forum.seats.filter(role="chair").count() == Seat.objects.filter(group=p.forum, role="chair").count()


def test_a_day_that_is_not_told_is_refused(p):
    ask = written_once(lambda person: Seat.objects.now().filter(person=person))
    with pytest.raises(TypeError, match="its day"):
        ask(p.outsider)
