"""What the operations write, what they refuse, and what history keeps of it."""

from datetime import date, timedelta

import pytest

from tests import make
from threespires.history.models import Event
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.search.models import SearchEntry
from threespires.thread.actions import operations
from threespires.thread.actions.models import Action, Update

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)


def verbs(thing):
    return list(Event.objects.about(thing).order_by("pk").values_list("verb", flat=True))


# Work


def test_task_writes_what_was_said_and_by_whom(p):
    work = make.work(p)
    assert (work.ref, work.status, work.tasked_by, work.tasked_on) == ("W-1", "tasked", p.chief_executive, TODAY)
    event = Event.objects.about(work).get()
    assert (event.verb, event.person) == ("work.tasked", "Chief executive")
    assert "Executive Board" in event.seat


def test_task_is_refused_to_a_member_of_a_sub_group(p):
    with pytest.raises(Refused, match="Only the Executive tasks work"):
        make.work(p, by=p.early_help_chair)


def test_finish_keeps_what_shows_that_it_is_done(p):
    work = make.work(p, "done")
    assert work.ended_because == "All six services use it."
    assert verbs(work) == ["work.tasked", "work.taken_up", "work.finished"]


def test_withdraw_work_is_refused_while_an_action_is_left(p):
    action = make.action(p)
    with pytest.raises(Refused, match="isn’t finished yet"):
        operations.withdraw_work(action.work, by=p.chief_executive, because="No longer.")


# Raising


def test_raise_action_takes_up_work_that_was_only_tasked(p):
    action = make.action(p)
    action.work.refresh_from_db()
    assert action.work.status == "taken_up"
    assert verbs(action.work) == ["work.tasked", "work.taken_up"]


def test_raise_action_belongs_to_the_implementation_group_above_the_one_tasked(p):
    assert make.action(p).group == p.implementation


def test_raise_action_belongs_to_the_home_boards_implementation_group_when_the_executive_is_tasked(p):
    assert make.action(p, work=make.work(p, group=p.executive)).group == p.implementation


def test_raise_action_gives_each_agency_its_own_part(p):
    action = make.joint_action(p)
    assert [(part.agency.name, part.status) for part in action.parts.all()] == [
        ("Schools (primary)", "not_started"),
        ("Housing", "not_started"),
        ("NHS Northmere Integrated Care Board", "not_started"),
    ]


def test_raise_action_keeps_where_it_was_raised(p):
    action = make.action(p, occasion="Implementation Group, 10 February 2026", occasion_address="/meetings/x/")
    assert (action.occasion, action.occasion_address) == ("Implementation Group, 10 February 2026", "/meetings/x/")


def test_raise_action_is_refused_for_work_that_is_done(p):
    with pytest.raises(Refused, match="This work is done"):
        make.action(p, work=make.work(p, "done"))


# Updates


def test_update_never_overwrites_the_last(p):
    action = make.action(p, "in_progress")
    operations.update(action, by=p.housing_officer, text="Half the list is ready.")
    assert [update.text for update in action.updates.all()] == ["Half the list is ready.", "We have begun."]


def test_update_without_a_state_leaves_the_state(p):
    action = make.action(p, "returned")
    operations.update(action, by=p.housing_officer, text="We gather it.")
    action.refresh_from_db()
    assert action.status == "returned"


def test_update_blocks_with_a_reason_and_a_day_and_resumes_without_them(p):
    action = make.action(p, "blocked")
    action.refresh_from_db()
    assert (action.blocked_because, action.blocked_on) == ("No lawful basis agreed.", TODAY)
    operations.update(action, by=p.housing_officer, text="Agreed.", status="in_progress")
    action.refresh_from_db()
    assert (action.status, action.blocked_because, action.blocked_on) == ("in_progress", "", None)


def test_update_that_stays_blocked_keeps_the_day_and_takes_the_new_reason(p, clock_at):
    action = make.action(p, "blocked")
    clock_at(date(2026, 2, 20))
    operations.update(
        action, by=p.housing_officer, text="Still.", status="blocked", blocked_because="Lawyers disagree."
    )
    action.refresh_from_db()
    assert (action.blocked_because, action.blocked_on) == ("Lawyers disagree.", TODAY)


@pytest.mark.parametrize("status", ["accepted", "proposed", "returned", "withdrawn", "nonsense"])
def test_update_is_refused_with_a_state_that_is_not_reported(p, status):
    action = make.action(p, "in_progress")
    with pytest.raises((Refused, ValueError)):
        operations.update(action, by=p.housing_officer, text="Done.", status=status)
    action.refresh_from_db()
    assert (action.status, action.updates.count()) == ("in_progress", 1)


def test_update_that_blocks_is_refused_without_a_reason(p):
    action = make.action(p)
    with pytest.raises(Refused, match="Say what blocks it"):
        operations.update(action, by=p.housing_officer, text="Stuck.", status="blocked", blocked_because=" ")


def test_update_is_refused_when_another_saved_since(p):
    action = make.action(p)
    mine = Action.objects.get(pk=action.pk)
    operations.update(action, by=p.manager, text="The manager heard it has begun.", status="in_progress")
    with pytest.raises(ChangedByAnother) as changed:
        operations.update(mine, by=p.housing_officer, text="Mine.", seen=mine.version)
    assert changed.value.thing.status == "in_progress"
    assert Update.objects.filter(text="Mine.").count() == 0


def test_update_is_found_by_search(p):
    action = make.action(p, "in_progress")
    operations.update(action, by=p.housing_officer, text="Pilot in Foleshill.")
    assert "Foleshill" in SearchEntry.objects.get(kind="action", thing=action.pk).text


# Parts


def test_update_of_a_part_begins_the_whole(p):
    action = make.joint_action(p)
    part = action.parts.get(agency=p.schools)
    operations.update(action, part=part, by=p.schools_officer, text="Begun.", status="in_progress")
    action.refresh_from_db()
    part.refresh_from_db()
    assert (action.status, part.status) == ("in_progress", "in_progress")


def test_update_of_a_part_does_not_stand_in_another_agencys_way(p):
    action = make.joint_action(p)
    school, housing = action.parts.get(agency=p.schools), action.parts.get(agency=p.housing)
    seen = housing.version
    operations.update(action, part=school, by=p.schools_officer, text="Begun.", status="in_progress")
    operations.update(action, part=housing, by=p.housing_officer, text="We too.", status="in_progress", seen=seen)
    assert action.updates.count() == 2


def test_part_may_think_better_of_being_complete_until_the_whole_is_proposed(p):
    action = make.joint_action(p, "in_progress")
    parts = list(action.parts.all())
    for part in parts:
        operations.update(action, part=part, by=part.owner, text="Done.", status="proposed")
    operations.update(action, part=parts[0], by=parts[0].owner, text="Not quite.", status="in_progress")
    operations.update(action, part=parts[0], by=parts[0].owner, text="Now.", status="proposed")
    operations.propose(action, by=p.health_officer, note="All done.")
    with pytest.raises(Refused, match="whole action is proposed complete"):
        operations.update(action, part=parts[0], by=parts[0].owner, text="Oh.", status="in_progress")


def test_accept_accepts_every_part(p):
    action = make.joint_action(p, "accepted")
    assert {part.status for part in action.parts.all()} == {"accepted"}


# Evidence


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "text", "text": ""},
        {"kind": "link", "link": ""},
        {"kind": "document"},
        {"kind": "link", "link": "javascript:alert(1)"},
        {"kind": "link", "link": "file:///etc/passwd"},
    ],
)
def test_evidence_that_holds_nothing_or_leads_astray_is_refused(p, facts):
    action = make.action(p)
    with pytest.raises(Refused):
        make.evidence(action, **({"text": ""} | facts))
    assert not action.evidence.exists()


# Completion


def test_propose_names_who_did_and_keeps_the_note(p):
    action = make.action(p, "proposed")
    assert (action.proposed_by, action.proposed_on) == (p.housing_officer, TODAY)
    latest = action.updates.first()
    assert (latest.text, latest.status) == ("The list goes out each Monday.", "proposed")


def test_accept_is_refused_to_the_proposer_even_on_the_group(p):
    action = make.action(p, "proposed")
    with pytest.raises(Refused, match="You proposed this complete"):
        operations.accept(action, by=p.housing_officer)


def test_accept_is_refused_without_evidence(p):
    action = make.action(p, "in_progress")
    operations.propose(action, by=p.housing_officer, note="Done.")
    with pytest.raises(Refused, match="no evidence"):
        operations.accept(action, by=p.police_officer)
    action.refresh_from_db()
    assert action.status == "proposed"


def test_accept_writes_who_when_and_in_which_seat(p):
    action = make.action(p, "accepted")
    action.refresh_from_db()
    assert (action.accepted_by, action.accepted_on) == (p.police_officer, TODAY)
    event = Event.objects.about(action).get(verb="action.accepted")
    assert event.changes["status"] == ["proposed", "accepted"]
    assert "Implementation Group" in event.seat


def test_accept_twice_is_refused_the_second_time(p):
    action = make.action(p, "proposed")
    other = Action.objects.get(pk=action.pk)
    operations.accept(action, by=p.police_officer)
    with pytest.raises(Refused, match="accepted"):
        operations.accept(other, by=p.council_officer)


def test_send_back_says_what_is_wanted_and_can_be_proposed_again_by_another(p):
    action = make.action(p, "returned")
    assert action.returned_because == "Show it in use."
    operations.propose(action, by=p.housing_officer, note="See the photographs.")
    operations.accept(action, by=p.council_officer)
    assert verbs(action)[-3:] == ["action.returned", "action.proposed", "action.accepted"]


# Changing


def test_change_keeps_what_it_was_in_history(p):
    action = make.action(p)
    operations.change(action, by=p.manager, due_on=date(2026, 6, 1), owner=p.schools_officer, agency=p.schools)
    event = Event.objects.about(action).get(verb="action.changed")
    assert event.changes["due_on"] == ["2026-03-12", "2026-06-01"]
    assert event.changes["owner"] == [p.housing_officer.pk, p.schools_officer.pk]


def test_change_to_what_it_is_writes_nothing(p):
    action = make.action(p)
    operations.change(action, by=p.manager, title=action.title)
    assert verbs(action) == ["action.raised"]


def test_change_of_something_else_is_a_mistake_of_the_caller(p):
    with pytest.raises(TypeError, match="status"):
        operations.change(make.action(p), by=p.manager, status="accepted")


def test_change_part_keeps_what_it_was(p):
    part = make.joint_action(p).parts.get(agency=p.schools)
    operations.change_part(part, by=p.manager, due_on=date(2026, 6, 1))
    assert Event.objects.about(part).get().changes["due_on"][1] == "2026-06-01"


def test_withdraw_says_why(p):
    action = make.action(p, "withdrawn")
    assert action.withdrawn_because == "No longer needed."


def test_change_many_changes_all(p):
    work = make.work(p)
    actions = [make.action(p, work=work) for _ in range(3)]
    operations.change_many(actions, by=p.manager, due_on=date(2026, 7, 1))
    assert set(Action.objects.values_list("due_on", flat=True)) == {date(2026, 7, 1)}


def test_change_many_changes_none_when_one_is_refused(p):
    work = make.work(p)
    actions = [make.action(p, work=work), make.action(p, "accepted", work=work)]
    with pytest.raises(Refused, match=r"A-2 .* None was changed"):
        operations.change_many(actions, by=p.manager, due_on=date(2026, 7, 1))
    assert date(2026, 7, 1) not in Action.objects.values_list("due_on", flat=True)


# Escalation


def test_escalate_goes_to_the_group_above_with_its_reason(p):
    escalation = make.escalation(p)
    assert (escalation.from_group, escalation.to_group) == (p.implementation, p.executive)
    assert (escalation.reason, escalation.raised_by) == ("Nobody can agree the lawful basis.", p.housing_officer)


def test_escalate_is_refused_while_an_answer_is_awaited_and_allowed_after(p):
    escalation = make.escalation(p)
    action = escalation.action
    with pytest.raises(Refused, match="already waits for an answer"):
        operations.escalate(action, by=p.housing_officer, reason="Again.")
    operations.answer(escalation, by=p.scrutineer, answer="Share it.")
    assert operations.escalate(action, by=p.housing_officer, reason="It was not enough.").ref == "X-2"


def test_answer_comes_back_to_the_action(p):
    escalation = make.escalation(p, "answered")
    kept = escalation.action.escalations.get()
    assert (kept.status, kept.answer, kept.answered_by) == ("answered", "Share it for three months.", p.scrutineer)


def test_answer_recorded_by_the_board_manager_names_the_meeting(p):
    escalation = make.escalation(p)
    with pytest.raises(Refused, match="Say at which meeting"):
        operations.answer(escalation, by=p.manager, answer="Share it.")
    operations.answer(escalation, by=p.manager, answer="Share it.", occasion="Executive Board, 9 February")
    assert escalation.status == "answered"


# Tests of effect


@pytest.mark.parametrize("result", ["changed", "partly", "not_changed"])
def test_report_becomes_learning_whose_origin_is_the_test(p, result):
    test = make.effect_test(p)
    operations.report_test(test, by=p.quality, result=result, found="In 12 of 20 cases they did.")
    test.refresh_from_db()
    learning = test.learning
    assert (learning.kind, learning.origin, learning.origin_title) == ("test_of_effect", "record", test.title)
    assert learning.origin_address == test.get_absolute_url()
    assert (learning.summary, learning.learned_on) == ("In 12 of 20 cases they did.", TODAY)
    assert learning.title == f"Re-audit of 20 cases: {test.get_result_display().lower()}"


def test_report_calls_the_learning_as_it_is_told(p):
    test = make.effect_test(p)
    operations.report_test(
        test,
        by=p.quality,
        result="partly",
        found="Not the dentist.",
        learning_title="The dentist is nobody’s to follow up",
    )
    assert test.learning.title == "The dentist is nobody’s to follow up"


def test_report_of_a_case_groups_test_does_not_name_the_group(p):
    test = make.effect_test(p, group=p.practice_review)
    operations.report_test(test, by=p.quality, result="changed", found="It changed.")
    assert test.learning.group is None


def test_report_too_early_plans_another_test_and_is_not_learning(p):
    test = make.effect_test(p)
    operations.report_test(
        test, by=p.quality, result="too_early", found="Too few cases yet.", next_due_on=date(2026, 9, 1)
    )
    assert test.learning is None
    again = test.again
    assert (again.status, again.due_on, again.title) == ("planned", date(2026, 9, 1), test.title)
    assert list(again.actions.all()) == list(test.actions.all())
    assert list(again.follows.all()) == [test]


@pytest.mark.parametrize("next_due_on", [None, TODAY, TODAY - timedelta(days=1)])
def test_report_too_early_is_refused_without_a_later_day(p, next_due_on):
    test = make.effect_test(p)
    with pytest.raises(Refused, match="name a later day"):
        operations.report_test(test, by=p.quality, result="too_early", found="Few.", next_due_on=next_due_on)
    test.refresh_from_db()
    assert test.status == "planned"


def test_report_of_nothing_is_refused(p):
    with pytest.raises(Refused, match="Say what was found"):
        operations.report_test(make.effect_test(p), by=p.quality, result="changed", found="  ")


def test_plan_test_of_another_prioritys_action_is_refused(p):
    with pytest.raises(Refused, match="belongs to another"):
        make.effect_test(p, priority=make.priority(p), actions=[make.action(p)])


def test_withdraw_test_says_why(p):
    assert make.effect_test(p, "withdrawn").withdrawn_because == "A wider audit covers it."
