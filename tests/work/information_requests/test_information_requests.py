"""A request for information: who sees it, by when it is answered, what is kept of it in clear."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.lifecycles import walked
from tests.verdicts import allowed
from threespires.accounts.models import Person
from threespires.history.models import Event
from threespires.home.digest import daily_letter
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership.models import PostHolding, Seat
from threespires.partnership.standing import forget_standing, standing
from threespires.vault import store
from threespires.vault.ring import KeyMissing
from threespires.work.information_requests import operations, permissions
from threespires.work.information_requests.lifecycle import LIFECYCLE
from threespires.work.information_requests.models import InformationRequest, Step
from threespires.work.information_requests.offers import owed, sections

pytestmark = pytest.mark.django_db

WHO, WHAT = "A parent who wrote from Mill Lane", "What the partnership holds about them"
RECEIVED = date(2026, 2, 2)


@pytest.fixture
def p(clock_at):
    clock_at(date(2026, 2, 10))
    return make.partnership()


def recorded(p, **facts):
    facts = {
        "by": p.manager, "kind": "subject_access", "asked_by": WHO, "asks": WHAT,
        "received_on": RECEIVED, "handler": p.quality,
    } | facts  # fmt: skip
    return operations.record_request(**facts)


def about_a_case(p, **facts):
    return recorded(p, **{"by": p.reviewer, "handler": p.second_reviewer, "group": p.practice_review} | facts)


def test_a_request_is_open_until_it_is_answered_or_taken_back():
    assert walked(LIFECYCLE) == {"answer": {"open": "answered"}, "withdraw": {"open": "withdrawn"}}


def seen(p, request):
    return {name for name, person in p.people.items() if request in permissions.visible_requests(person)}


def test_a_request_is_seen_by_the_board_manager_and_whoever_handles_it(p):
    request = recorded(p)
    assert seen(p, request) == {"manager", "quality"}
    assert allowed(p, permissions.may_handle, request) == {"manager", "quality"}
    assert allowed(p, permissions.may_extend, request) == {"manager", "quality"}


def test_one_about_a_case_is_seen_by_members_of_its_group_alone(p):
    request = about_a_case(p)
    assert seen(p, request) == {"reviewer", "second_reviewer"}
    assert allowed(p, permissions.may_handle, request) == {"reviewer", "second_reviewer"}


def test_whoever_handled_it_and_holds_nothing_any_more_sees_it_no_more(p):
    request = recorded(p)
    PostHolding.objects.filter(person=p.quality).update(ends=today() - timedelta(days=1))
    forget_standing(p.quality)
    assert seen(p, request) == {"manager"}


def test_who_records_and_opens_the_register(p):
    assert allowed(p, permissions.may_record_requests) == {"manager", "reviewer", "second_reviewer"}
    assert allowed(p, permissions.may_record_request, None) == {"manager"}
    assert allowed(p, permissions.may_record_request, p.practice_review) == {"reviewer", "second_reviewer"}
    recorded(p)
    assert allowed(p, permissions.may_see_register) == {"manager", "reviewer", "second_reviewer", "quality"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"received_on": date(2026, 2, 11)}, "can’t lie ahead"),
        ({"kind": "court_order"}, "which day the order names"),
    ],
)
def test_record_is_refused(p, facts, said):
    with pytest.raises(Refused, match=said):
        recorded(p, **facts)


def test_a_request_about_a_case_is_handled_by_a_member_alone(p):
    with pytest.raises(Refused, match="handled by a member of its case group"):
        about_a_case(p, handler=p.quality)
    request = about_a_case(p)
    with pytest.raises(Refused, match="handled by a member of its case group"):
        operations.hand_over(request, by=p.reviewer, handler=p.manager)
    with pytest.raises(Refused, match="holds a seat or post"):
        operations.hand_over(recorded(p), by=p.manager, handler=p.outsider)


def test_without_its_keys_nothing_is_recorded(p, monkeypatch):
    def gone(name):
        raise KeyMissing("not here")

    monkeypatch.setattr(store, "make", gone)
    with pytest.raises(Refused, match="the keys that seal it"):
        recorded(p)


def test_it_is_due_by_the_rule_that_held_and_late_on_home_and_in_the_letter(p, clock_at):
    request = recorded(p)
    assert (request.rule, request.due_on) == ("uk-gdpr", date(2026, 3, 2))
    clock_at(date(2026, 3, 4))
    (thing,) = owed(p.quality, today())
    assert (thing.title, thing.due) == ("Answer Subject access request IR-1", date(2026, 3, 2))
    letter = daily_letter(p.quality, today())
    assert "2 days late" in letter.text
    assert WHO not in letter.text
    assert WHAT not in letter.text
    assert owed(p.manager, today()) == []
    operations.answer(request, by=p.quality, decision="partly", answer="Less what others said", answered_on=today())
    assert owed(p.quality, today()) == []


def owed_by(p):
    """Who owes what, without those who handle it."""
    found = {name: owed(person, today()) for name, person in p.people.items()}
    return {name: [each.detail for each in things] for name, things in found.items() if things}


GONE = ["Whoever handled it does so no more"]


def test_one_whose_handler_has_gone_is_owed_by_the_board_manager(p):
    recorded(p)
    assert owed_by(p) == {"quality": [""]}
    PostHolding.objects.filter(person=p.quality).update(ends=today() - timedelta(days=1))
    Seat.objects.filter(person=p.quality).update(ends=today() - timedelta(days=1))
    forget_standing(p.quality)
    assert owed_by(p) == {"manager": GONE}
    assert owed(p.manager, today())[0].title == "Answer Subject access request IR-1, or hand it over"
    operations.hand_over(InformationRequest.objects.get(), by=p.manager, handler=p.director)
    assert owed_by(p) == {"director": [""]}


def test_one_whose_handler_can_sign_in_no_more_is_owed_by_the_board_manager(p):
    recorded(p)
    Person.objects.filter(pk=p.quality.pk).update(is_active=False)
    assert owed_by(p)["manager"] == GONE


def test_one_about_a_case_whose_handler_has_left_is_owed_by_its_chair_alone(p):
    request = about_a_case(p)
    assert owed_by(p) == {"second_reviewer": [""]}
    Seat.objects.filter(person=p.second_reviewer).update(ends=today() - timedelta(days=1))
    make.seated(p.early_help, p.second_reviewer)
    forget_standing(p.second_reviewer)
    assert owed_by(p) == {"reviewer": GONE}
    operations.withdraw(request, by=p.reviewer, because="They have it", on=today())
    assert owed_by(p) == {}


def test_what_is_left_is_asked_in_one_statement_however_much_it_is(p, django_assert_num_queries):
    for _ in range(3):
        recorded(p)
        about_a_case(p)
    Person.objects.filter(pk__in=[p.quality.pk, p.second_reviewer.pk]).update(is_active=False)
    for person in (p.manager, p.reviewer):
        standing(person)
        with django_assert_num_queries(2):
            assert len(owed(person, today())) == 3


def test_extend_lengthens_it_once_and_says_why(p):
    request = operations.extend(recorded(p), by=p.quality, because="Eleven agencies must look")
    assert InformationRequest.objects.get().due_on == date(2026, 5, 2)
    with pytest.raises(Refused, match="lengthened already"):
        operations.extend(request, by=p.quality, because="Again")
    with pytest.raises(Refused, match="lets nobody lengthen"):
        operations.extend(recorded(p, kind="freedom_of_information"), by=p.quality, because="Long")


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2026, 2, 11)])
def test_it_ends_between_the_day_it_came_and_today(p, day):
    with pytest.raises(Refused, match="between the day"):
        operations.answer(recorded(p), by=p.quality, decision="given", answer="All", answered_on=day)


def test_what_has_ended_takes_no_more_steps(p):
    request = operations.withdraw(recorded(p), by=p.quality, because="They have it", on=today())
    for deed in (
        lambda: operations.add_step(request, by=p.quality, on=today(), words="Asked"),
        lambda: operations.hand_over(request, by=p.quality, handler=p.manager),
        lambda: operations.extend(request, by=p.quality, because="Long"),
    ):
        with pytest.raises(Refused, match="can’t be answered now"):
            deed()


def test_the_database_holds_that_an_answer_has_a_day_and_a_decision(p):
    request = recorded(p)
    for facts in ({"status": "answered"}, {"status": "answered", "answered_on": today()}, {"answered_on": today()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            InformationRequest.objects.filter(pk=request.pk).update(**facts)


def test_nothing_of_who_asks_or_what_stands_in_the_database_in_clear(p):
    request = recorded(p)
    operations.add_step(request, by=p.quality, on=today(), words="Asked housing and the school in Mill Lane")
    operations.extend(request, by=p.quality, because="Eleven agencies must look")
    operations.answer(request, by=p.quality, decision="given", answer="All of it went out", answered_on=today())
    told = "".join(f"{event.title} {event.words} {event.changes}" for event in Event.objects.all())
    with connection.cursor() as cursor:
        for table in (InformationRequest._meta.db_table, Step._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")
            told += "".join(
                str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in cursor for cell in row
            )
    for words in (WHO, WHAT, "Mill Lane", "Eleven agencies", "went out"):
        assert words not in told


# ------------------------------------------------------------------------------------------- pages


def test_the_register_names_nobody_who_asks(client, p):
    recorded(p)
    client.force_login(p.manager)
    page = client.get("/information-requests/").content.decode()
    assert "One request is open" in page
    assert "Due 2 March 2026" in page
    assert WHO not in page


def test_to_others_neither_the_register_nor_a_request_is_there(client, p):
    mine, case = recorded(p), about_a_case(p)
    client.force_login(p.manager)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert case.ref not in client.get("/information-requests/").content.decode()
    client.force_login(p.scrutineer)
    for where in ("/information-requests/", "/information-requests/new/", mine.get_absolute_url()):
        assert client.get(where).status_code == 404


def test_a_court_order_needs_the_day_it_names_and_keeps_what_was_typed(client, p):
    client.force_login(p.manager)
    sent = {"kind": "court_order", "asked_by": WHO, "asks": WHAT, "received_on": "2 2 2026", "handler": p.quality.pk}
    page = client.post("/information-requests/new/", sent).content.decode()
    assert "Enter the day that the order names" in page
    assert WHO in page
    client.post("/information-requests/new/", sent | {"named_day": "9 2 2026"})
    assert InformationRequest.objects.get().due_on == date(2026, 2, 9)


def test_a_member_of_a_case_group_records_for_their_group_alone(client, p):
    client.force_login(p.reviewer)
    sent = {
        "kind": "other", "asked_by": WHO, "asks": WHAT, "received_on": "2 2 2026", "handler": p.quality.pk,
        "group": p.practice_review.pk,
    }  # fmt: skip
    assert "handled by a member of its case group" in client.post("/information-requests/new/", sent).content.decode()
    client.post("/information-requests/new/", sent | {"handler": p.second_reviewer.pk})
    assert InformationRequest.objects.get().group == p.practice_review
    page = client.get(InformationRequest.objects.get().get_absolute_url()).content.decode()
    assert "Only members of Practice Review Group may read this" in page


def test_every_page_of_a_request_opens_and_does_what_it_says(client, p):
    request = recorded(p)
    client.force_login(p.quality)
    home = request.get_absolute_url()
    for part in ("step", "hand-over", "extend", "answer", "withdraw"):
        assert client.get(f"{home}{part}/").status_code == 200
    client.post(f"{home}step/", {"words": "Asked housing", "on": "9 2 2026"})
    client.post(f"{home}extend/", {"because": "Eleven agencies must look"})
    assert "Asked housing" in client.get(home).content.decode()
    client.post(f"{home}answer/", {"decision": "given", "answer": "All of it", "answered_on": "10 2 2026"})
    request.refresh_from_db()
    assert (request.status, request.due_on) == ("answered", date(2026, 5, 2))
    client.post(f"{home}hand-over/", {"handler": p.manager.pk})
    assert InformationRequest.objects.get().handler == p.quality


def test_the_teams_room_and_a_case_groups_lead_to_the_register_those_who_see_it(p):
    recorded(p)
    about_a_case(p)
    about_a_case(p)
    assert sections(p.manager, p.team, today())[0].facts == {"open": 1}
    assert sections(p.reviewer, p.practice_review, today())[0].facts == {"open": 2}
    for person, group in ((p.administrator, p.team), (p.manager, p.practice_review), (p.reviewer, p.early_help)):
        assert sections(person, group, today()) == []


def test_an_account_page_offers_the_register_to_those_who_see_it_alone(client, p):
    for person, offered in ((p.manager, True), (p.scrutineer, False)):
        client.force_login(person)
        assert ("Requests for information" in client.get("/account/").content.decode()) is offered
