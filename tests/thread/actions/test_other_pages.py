"""Work, rounds of updates, escalations and tests of effect in the browser."""

from datetime import date

import pytest

from tests import make
from threespires.partnership.models import LevelOfNeed
from threespires.thread.actions import operations
from threespires.thread.actions.models import Escalation, TaskedWork, TestOfEffect, UpdateRound

pytestmark = pytest.mark.django_db
DAY = {"due_on_day": "1", "due_on_month": "6", "due_on_year": "2026"}

# Tasked work


@pytest.fixture
def stated(p):
    """A priority set from a line of enquiry that says what needs to happen."""
    enquiry = make.enquiry(p)
    statement = make.statement(p, of=enquiry, key="needs-to-happen", text="One route, used by everyone")
    return make.priority(p, enquiries=[enquiry]), statement


def tasking(p, **otherwise):
    facts = {"title": "One route", "level": p.levels[1].pk, "group": p.early_help.pk, "done_means": "All use it."}
    return {**facts, **DAY, **otherwise}


def test_task_from_a_statement_begins_with_its_words_and_is_told_on_it(p, see, send, stated):
    priority, statement = stated
    address = f"/actions/work/new/?priority={priority.ref}&statement={statement.pk}"
    assert 'value="One route, used by everyone"' in see(p.chief_executive, address)
    answer = send(p.chief_executive, address, **tasking(p))
    work = TaskedWork.objects.get()
    assert answer.url == work.get_absolute_url()
    assert (work.statement, work.level, work.group) == (statement, p.levels[1], p.early_help)


def test_priority_leads_those_who_may_task_from_what_needs_to_happen_until_it_is_tasked(p, see, send, stated):
    priority, statement = stated
    href = f"/actions/work/new/?priority={priority.ref}&amp;statement={statement.pk}"
    assert href in see(p.chief_executive, priority.get_absolute_url())
    assert href not in see(p.housing_officer, priority.get_absolute_url())
    send(p.chief_executive, href.replace("&amp;", "&"), **tasking(p))
    assert href not in see(p.chief_executive, priority.get_absolute_url())


@pytest.mark.parametrize("statement", ["0", "-1", "abc", "²", "99999999999999999999"])
def test_task_from_a_statement_that_is_not_there_is_not_found(p, see, stated, statement):
    see(p.chief_executive, f"/actions/work/new/?priority={stated[0].ref}&statement={statement}", status=404)


def test_task_from_a_statement_of_another_priority_is_not_found(p, see, stated):
    other = make.priority(p)
    see(p.chief_executive, f"/actions/work/new/?priority={other.ref}&statement={stated[1].pk}", status=404)


def test_task_without_the_year_keeps_what_was_typed(p, send):
    priority = make.priority(p)
    page = send(
        p.chief_executive, f"/actions/work/new/?priority={priority.ref}", **tasking(p, due_on_year="")
    ).content.decode()
    assert "The day by which it is done must include a year" in page
    assert 'value="One route"' in page
    assert not TaskedWork.objects.exists()


def test_task_is_refused_to_a_member_of_the_implementation_group(p, see):
    see(p.police_officer, f"/actions/work/new/?priority={make.priority(p).ref}", status=403)


def test_work_is_taken_up_finished_and_told(p, see, send):
    work = make.work(p)
    at = work.get_absolute_url()
    assert "With Multi-agency Early Help, to take up by" in see(p.reviewer, at)
    assert "Take it up" not in see(p.reviewer, at)
    send(p.early_help_chair, f"{at}take-up/")
    send(p.early_help_chair, f"{at}finish/", because="All six services use it.")
    page = see(p.reviewer, at)
    assert "Done, as Multi-agency Early Help said." in page
    assert "All six services use it." in page


def test_balance_keeps_a_level_at_which_nothing_lies(p, see):
    make.work(p)
    page = see(p.manager, "/actions/work/")
    assert "Universal: 0; Early help: 0; Multi-agency early help: 1; Statutory intervention: 0." in page


def test_balance_gathers_versions_of_a_level_under_its_key(p, see):
    priority = make.priority(p)
    make.work(p, priority=priority, level=p.levels[0])
    p.levels[0].ends = date(2026, 2, 10)
    p.levels[0].save()
    newer = LevelOfNeed.objects.create(
        version="second", key="universal", name="For all children", order=1, starts=date(2026, 2, 10)
    )
    make.work(p, priority=priority, level=newer)
    assert "All tasked work" not in see(p.manager, "/actions/work/?level=universal")
    assert see(p.manager, "/actions/work/?level=universal").count("One follow-up route") == 2


@pytest.mark.parametrize("address", ["?level=nothing", "?level=%00", "?state=nonsense", "?page=nonsense"])
def test_nonsense_about_work_shows_all(p, see, address):
    make.work(p)
    assert "One follow-up route" in see(p.manager, f"/actions/work/{address}")


@pytest.mark.parametrize("size", [1, 12])
def test_work_list_has_as_many_statements_however_long(p, client, size, django_assert_max_num_queries):
    priority = make.priority(p)
    for _ in range(size):
        make.action(p, work=make.work(p, priority=priority))
    client.force_login(p.manager)
    with django_assert_max_num_queries(9):
        client.get("/actions/work/")


@pytest.mark.parametrize("size", [1, 12])
def test_work_page_has_as_many_statements_however_many_actions(p, client, size, django_assert_max_num_queries):
    work = make.work(p)
    for _ in range(size):
        make.evidence(make.action(p, work=work))
    client.force_login(p.manager)
    with django_assert_max_num_queries(20):
        client.get(work.get_absolute_url())


def test_priority_shows_its_work_and_tests(p, see):
    test = make.effect_test(p, "reported")
    page = see(p.reviewer, test.priority.get_absolute_url())
    assert "One follow-up route" in page
    assert "Partly changed" in page
    assert "/actions/work/new/" not in page
    assert f"/actions/work/new/?priority={test.priority.ref}" in see(p.manager, test.priority.get_absolute_url())


# Rounds


def test_round_is_asked_of_one_agency_with_work_to_do(p, send, see):
    work = make.work(p)
    make.action(p, "in_progress", work=work)
    make.joint_action(p, work=work)
    make.action(p, work=work, agency=p.police, owner=p.police_officer)
    make.action(p, "accepted", work=work)
    facts = {"scope": "unfinished", "words": "How far is it?", "agency": p.schools.pk, **DAY}
    assert "(3)" in see(p.manager, "/actions/rounds/new/")
    send(p.manager, "/actions/rounds/new/", **facts)
    assert UpdateRound.objects.get().answers.values("action").distinct().count() == 1


@pytest.mark.parametrize(("scope", "count"), [("unfinished", 3), ("late", 1), ("blocked", 1)])
def test_round_is_asked_of_those_in_its_scope(p, send, scope, count, clock_at):
    work = make.work(p)
    make.action(p, "in_progress", work=work, due_on=date(2026, 2, 20))
    make.action(p, "blocked", work=work)
    make.action(p, work=work)
    make.action(p, "proposed", work=work)
    clock_at(date(2026, 2, 25))
    send(p.manager, "/actions/rounds/new/", scope=scope, words="How far is it?", **DAY)
    assert UpdateRound.objects.get().answers.count() == count


def test_round_of_nothing_is_a_mistake(p, send):
    page = send(p.manager, "/actions/rounds/new/", scope="late", words="How far?", **DAY).content.decode()
    assert "There is no such action. Choose otherwise" in page
    assert not UpdateRound.objects.exists()


def test_round_says_who_answered_and_who_has_not(p, see, clock_at):
    work = make.work(p)
    answered = make.action(p, "in_progress", work=work)
    waiting = make.action(p, work=work, owner=p.police_officer, agency=p.police)
    finished = make.action(p, work=work)
    asked = make.update_round(p, [answered, waiting, finished])
    operations.update(answered, by=p.housing_officer, text="The first list went out.")
    operations.withdraw(finished, by=p.manager, because="No longer.")
    clock_at(date(2026, 2, 20))
    page = see(p.reviewer, asked.get_absolute_url())
    assert "1 of 2 have not answered" in page
    assert "The first list went out." in page
    assert "3 days late" in page
    assert "1 more action was finished without an answer." in page
    assert "Ask them again" not in page


def test_chase_names_whom_and_gives_a_later_day(p, see, send):
    asked = make.update_round(p, [make.action(p)])
    at = asked.get_absolute_url()
    assert "Housing officer: Share tenancy moves" in see(p.manager, f"{at}chase/")
    send(p.manager, f"{at}chase/", **DAY)
    assert "Asked again on 10 February 2026." in see(p.manager, at)


# Escalations


def test_escalation_goes_up_and_its_answer_comes_back(p, see, send):
    action = make.action(p, "blocked")
    at = action.get_absolute_url()
    send(p.housing_officer, f"{at}escalate/", reason="Nobody agrees the lawful basis.")
    escalation = Escalation.objects.get()
    page = see(p.chief_executive, escalation.get_absolute_url())
    assert "We can’t send the list." in page, "the action's whole history"
    assert "One escalation waits for an answer" in see(p.reviewer, "/actions/escalations/")
    answer = send(p.chief_executive, escalation.get_absolute_url(), answer="Share it for three months.")
    assert answer.url == escalation.get_absolute_url()
    page = see(p.housing_officer, at)
    assert "Answered by the Executive Board on 10 February 2026" in page
    assert "Share it for three months." in page
    assert "No escalation waits for an answer" in see(p.reviewer, "/actions/escalations/")


def test_board_manager_must_say_at_which_meeting(p, send):
    escalation = make.escalation(p)
    at = escalation.get_absolute_url()
    page = send(p.manager, at, answer="Share it.").content.decode()
    assert "Enter the meeting at which it was given" in page
    assert "Share it.</textarea>" in page
    send(p.manager, at, answer="Share it.", occasion="Executive Board, 9 February 2026")
    escalation.refresh_from_db()
    assert escalation.occasion == "Executive Board, 9 February 2026"


def test_answer_is_refused_to_the_group_it_came_from(p, see, send):
    escalation = make.escalation(p)
    page = see(p.police_officer, escalation.get_absolute_url())
    assert "Only members of Executive Board answer this" in page
    assert send(p.police_officer, escalation.get_absolute_url(), answer="Yes.").status_code == 403


def test_what_rose_by_itself_says_so(p, see):
    action = make.action(p)
    escalation = operations.rise(action, reason="Due on 1 January 2026, 40 days late.")
    assert "It rose by itself" in see(p.reviewer, escalation.get_absolute_url())


# Tests of effect


def test_test_is_planned_for_an_action(p, see, send):
    action = make.action(p, "accepted")
    address = f"/actions/tests/new/?action={action.ref}"
    assert f'value="{action.pk}" checked' in see(p.quality, address)
    facts = {"title": "Re-audit", "method": "audit", "how_known": "In 15 of 20.", "tester": p.quality.pk}
    send(p.quality, address, actions=[action.pk], **facts, **DAY)
    test = TestOfEffect.objects.get()
    assert (list(test.actions.all()), test.priority) == ([action], action.work.priority)
    assert "Re-audit" in see(p.reviewer, action.get_absolute_url())


def test_test_of_another_prioritys_action_is_a_mistake(p, send):
    other = make.action(p)
    own = make.action(p)
    facts = {"title": "Re-audit", "method": "audit", "how_known": "In 15 of 20.", "tester": p.quality.pk}
    page = send(p.quality, f"/actions/tests/new/?action={own.ref}", actions=[other.pk], **facts, **DAY)
    assert page.status_code == 200
    assert not TestOfEffect.objects.exists()


def reported(**otherwise):
    found_on = {"found_on_day": "9", "found_on_month": "2", "found_on_year": "2026"}
    return {"result": "partly", "found": "In 12 of 20 cases they did.", **found_on, **otherwise}


def test_report_becomes_learning_that_the_page_leads_to(p, see, send):
    test = make.effect_test(p)
    at = test.get_absolute_url()
    send(p.quality, f"{at}report/", **reported(learning_title="Dentists are nobody’s to follow up"))
    test.refresh_from_db()
    page = see(p.reviewer, at)
    assert "It is learning now" in page
    assert test.learning.get_absolute_url() in page
    assert "Dentists are nobody’s to follow up" in see(p.reviewer, test.learning.get_absolute_url())


def test_a_question_that_was_not_answered_says_so(p, see):
    work = make.work(p)
    make.priority(p)
    for person, address, said in (
        (p.council_officer, "/actions/new/", "Choose the work that it is for"),
        (p.chief_executive, "/actions/work/new/", "Choose the priority that it serves"),
        (p.quality, "/actions/tests/new/", "Choose the priority that it serves"),
    ):
        assert said not in see(person, address)
        assert said in see(person, f"{address}?go-on=")
    assert f'value="{work.ref}"' in see(p.council_officer, "/actions/new/?go-on=")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Enter the day it is tested again"),
        ({"next_due_on": "2026-02-10"}, "The day it is tested again must be after today"),
        ({"next_due_on": "31 2 2026"}, "must be a real date"),
    ],
)
def test_too_early_asks_for_a_later_day(p, send, typed, said):
    test = make.effect_test(p)
    page = send(p.quality, f"{test.get_absolute_url()}report/", **reported(result="too_early", **typed))
    assert said in page.content.decode()
    test.refresh_from_db()
    assert test.status == "planned"


def test_too_early_plans_another_that_the_page_leads_to(p, see, send):
    test = make.effect_test(p)
    send(p.quality, f"{test.get_absolute_url()}report/", **reported(result="too_early", next_due_on="2026-09-01"))
    test.refresh_from_db()
    assert test.again.get_absolute_url() in see(p.reviewer, test.get_absolute_url())
    assert "which came too early" in see(p.reviewer, test.again.get_absolute_url())


def test_report_of_a_day_to_come_is_a_mistake(p, send):
    test = make.effect_test(p)
    page = send(p.quality, f"{test.get_absolute_url()}report/", **reported(found_on_day="11"))
    assert "must be on or before 10 February 2026" in page.content.decode()


@pytest.mark.parametrize("size", [1, 8])
@pytest.mark.parametrize("address", ["/actions/tests/", "/actions/escalations/", "/actions/rounds/"])
def test_lists_have_as_many_statements_however_long(p, client, size, address, django_assert_max_num_queries):
    work = make.work(p)
    for _ in range(size):
        action = make.action(p, "blocked", work=work)
        make.escalation(p, action=action)
        make.effect_test(p, priority=work.priority)
        make.effect_test(p, "reported", priority=work.priority)
        make.update_round(p, [action])
    client.force_login(p.manager)
    with django_assert_max_num_queries(9):
        client.get(address)


@pytest.mark.parametrize("size", [1, 8])
def test_round_and_history_have_as_many_statements_however_long(p, client, size, django_assert_max_num_queries):
    work = make.work(p)
    actions = [make.action(p, "in_progress", work=work) for _ in range(size)]
    asked = make.update_round(p, actions)
    for number in range(size):
        operations.update(actions[0], by=p.housing_officer, text=f"Update {number}")
        operations.change(actions[0], by=p.manager, due_on=date(2026, 6, number + 1), owner=p.housing_officer)
    client.force_login(p.manager)
    with django_assert_max_num_queries(8):
        client.get(asked.get_absolute_url())
    with django_assert_max_num_queries(13):
        client.get(f"{actions[0].get_absolute_url()}history/")


@pytest.mark.parametrize("address", ["/actions/work/new/", "/actions/tests/new/"])
def test_what_needs_a_priority_says_so_where_none_is_current(p, see, address):
    assert "No priority is current" in see(p.chief_executive, address)
    make.priority(p)
    assert "Every child not brought" in see(p.chief_executive, address)


def test_on_paper_a_choice_that_nothing_fits_is_said_with_what_was_chosen(p, see):
    assert "No action has been raised yet." in see(p.manager, "/actions/print/")
    make.action(p)
    page = see(p.manager, "/actions/print/?state=accepted&due=late")
    assert "No action fits all that you chose: Accepted, Late." in page
    assert "Shown:" not in page
    assert "All priorities (1)" in see(p.manager, "/actions/")
