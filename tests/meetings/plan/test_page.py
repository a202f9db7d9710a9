"""The forward plan as people see it, and moving a meeting with what gets in the way shown first."""

from datetime import date, time

import pytest

from tests import make
from tests.make import meetings as made
from tests.meetings.pages import fields_of, said
from threespires.meetings import operations as meetings
from threespires.meetings.models import Meeting
from threespires.meetings.plan.reading import forward_plan
from threespires.partnership.models import AgendaTemplateItem, Term
from threespires.partnership.standing import forget_standing
from threespires.work.assurance.models import Duty
from threespires.work.assurance.operations import load_duties

FEB = date(2026, 2, 10)
THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)
GOOD_FRIDAY = date(2026, 4, 3)


@pytest.fixture(autouse=True)
def _in_february(clock_at):
    clock_at(FEB)


@pytest.fixture
def p(p):
    """No group's membership is to be reviewed."""
    Term.objects.filter(name=Term.Name.MEMBERSHIP_REVIEW_MONTHS).delete()
    return p


@pytest.fixture
def both(p):
    """Somebody sits in two groups that meet at one hour in two rooms."""
    make.seated(p.early_help, p.housing_officer, starts=FEB)
    forget_standing(p.housing_officer)
    first, second = made.meeting(p, day=THURSDAY), made.meeting(p, p.early_help, day=THURSDAY)
    Meeting.objects.filter(pk=second.pk).update(place="Room 3")
    return first, second


def coming(plan, meeting) -> list[str]:
    [row] = [row for month in plan.months for row in month.planned if row.meeting == meeting]
    return [f"{each.title}: {each.detail}" if each.detail else each.title for each in row.coming]


def line(group, title, **facts) -> AgendaTemplateItem:
    return AgendaTemplateItem.objects.create(
        group=group, key=title.lower().replace(" ", "-"), order=50, title=title, **facts
    )


def test_it_shows_every_month_for_more_than_a_year(p):
    plan = forward_plan(p.housing_officer)
    assert [month.first for month in plan.months][:: len(plan.months) - 1] == [date(2026, 2, 1), date(2027, 5, 1)]
    named = [name for month in plan.months for _, name in month.holidays]
    assert {"Good Friday", "Christmas Day", "New Year's Day"} <= set(named)


def test_somebody_in_two_places_is_a_clash(p, both, as_person):
    plan = forward_plan(p.manager)
    [clash] = plan.clashes
    assert {clash.first, clash.second} == set(both)
    assert clash.people == (str(p.housing_officer),)
    page = said(as_person(p.manager).get("/meetings/plan/"))
    assert "One clash" in page
    assert f"{p.housing_officer} sits in both" in page


def test_whoever_has_a_delegate_that_day_is_in_one_place(p, both):
    seat = p.early_help.seats.get(person=p.housing_officer)
    make.seated(p.early_help, make.person(), "delegate", delegate_for=seat, starts=FEB, ends=THURSDAY)
    assert forward_plan(p.manager).clashes == []


def test_a_case_groups_clash_is_seen_by_its_members_alone(p, as_person):
    make.seated(p.implementation, p.reviewer, starts=FEB)
    forget_standing(p.reviewer)
    made.meeting(p, day=THURSDAY)
    kept = made.meeting(p, p.practice_review, day=THURSDAY)
    assert [clash.people for clash in forward_plan(p.reviewer).clashes] == [(str(p.reviewer),)]
    assert forward_plan(p.manager).clashes == []
    assert kept.ref not in said(as_person(p.manager).get("/meetings/plan/"))


def test_a_case_groups_words_stay_on_its_agenda(p, as_person):
    kept = made.meeting(p, p.practice_review, day=THURSDAY)
    meetings.add_item(kept, by=p.reviewer, title="Zorblatt")
    page = said(as_person(p.reviewer).get("/meetings/plan/"))
    assert kept.ref in page
    assert "Zorblatt" not in page


def test_a_period_of_the_rhythm_without_a_meeting_is_a_gap(p, as_person):
    Term.objects.update_or_create(group=p.implementation, name="rhythm", defaults={"value": {"times_a_year": 4}})
    made.meeting(p, day=THURSDAY)
    meetings.cancel(made.meeting(p, day=date(2026, 6, 11)), by=p.manager, because="Nobody can come")
    own = [gap.say() for group, gap in forward_plan(p.manager).gaps if group == p.implementation]
    assert "No meeting from 1 January to 31 March 2026" not in own
    assert "No meeting from 1 April to 30 June 2026" in own
    assert "Its terms say quarterly" in said(as_person(p.manager).get("/meetings/plan/"))


def test_a_duty_comes_to_the_last_meeting_before_it_is_due(p):
    load_duties()
    line(p.implementation, "Duties", asked="assure", fill="assurance.duties")
    first, second = made.meeting(p, day=THURSDAY), made.meeting(p, day=date(2026, 6, 4))
    duty = Duty.objects.filter(is_report=False).first()
    Duty.objects.filter(pk=duty.pk).update(next_date=date(2026, 7, 1))
    plan = forward_plan(p.manager)
    assert [each for each in coming(plan, second) if each.startswith(duty.label)]
    assert coming(plan, first) == []
    Duty.objects.filter(pk=duty.pk).update(next_date=date(2026, 2, 20))
    [late] = coming(forward_plan(p.manager), first)
    assert late.endswith("falls due on 20 February 2026, before this meeting")


def test_what_no_meeting_is_planned_for_is_said(p, as_person):
    load_duties()
    made.meeting(p, p.executive, day=THURSDAY)
    line(p.implementation, "Reports", asked="assure", fill="assurance.reports")
    report = Duty.objects.first()
    Duty.objects.filter(pk=report.pk).update(next_date=date(2026, 7, 1), is_report=True)
    [(group, found)] = forward_plan(p.manager).nowhere
    assert (group, found.title) == (p.implementation, report.label)
    assert "has no meeting planned" in said(as_person(p.manager).get("/meetings/plan/"))


def test_a_test_of_effect_comes_to_the_groups_that_it_concerns(p):
    made.standing_agenda(p.executive, [("effect", "", "Effect", "assure", 10, "thread.tests_due")])
    test = make.effect_test(p, due_on=date(2026, 3, 20))
    first, later = made.meeting(p, p.executive, day=THURSDAY), made.meeting(p, p.executive, day=date(2026, 6, 4))
    plan = forward_plan(p.manager)
    assert [each for each in coming(plan, first) if each.startswith(test.title)]
    assert coming(plan, later) == []


def test_the_budget_comes_in_its_month_to_plan_and_agenda_alike(p):
    line(p.implementation, "Budget for the year to come", asked="decide", months=[1])
    made.meeting(p, day=date(2026, 1, 15))
    march, january = made.meeting(p, day=THURSDAY), made.meeting(p, day=date(2027, 1, 14))
    plan = forward_plan(p.manager)
    assert coming(plan, march) == []
    assert coming(plan, january) == ["Budget for the year to come"]
    titles = [{each.title for each in meetings.prepare_agenda(each, by=p.manager)} for each in (march, january)]
    assert ["Budget for the year to come" in each for each in titles] == [False, True]


def test_what_was_unfinished_is_carried_on_to_the_next(p, clock_at):
    held = made.open_meeting(p, day=FEB)
    item = meetings.add_item(held, by=p.administrator, title="Tenancy moves")
    meetings.close_meeting(held, by=p.administrator)
    following = made.meeting(p, day=THURSDAY)
    assert coming(forward_plan(p.manager), following) == [f"{item.title}: carried on from 10 February 2026"]
    meetings.prepare_agenda(following, by=p.manager)
    assert coming(forward_plan(p.manager), following) == [f"{item.title}: carried on from 10 February 2026"]


def test_what_somebody_put_on_an_agenda_is_in_the_plan(p):
    meeting = made.meeting(p, day=THURSDAY)
    meetings.add_item(meeting, by=p.manager, title="The programme of audits")
    assert coming(forward_plan(p.manager), meeting) == ["The programme of audits: on its agenda"]


def test_what_is_taken_in_private_is_on_no_plan(p):
    meeting = made.meeting(p, day=THURSDAY)
    item = meetings.add_item(meeting, by=p.manager, title="A contract")
    meetings.take_in_private(item, by=p.manager, private=True, because="It names a price")
    assert coming(forward_plan(p.manager), meeting) == []


def test_the_review_of_the_membership_comes_before_it_is_due(p):
    name = Term.Name.MEMBERSHIP_REVIEW_MONTHS
    Term.objects.update_or_create(group=p.implementation, name=name, defaults={"value": 12})
    meeting = made.meeting(p, day=THURSDAY)
    p.implementation.membership_reviews.create(held_on=FEB, reviewed_by=p.manager, next_due=date(2026, 5, 1))
    assert coming(forward_plan(p.manager), meeting) == ["Review of the membership: falls due on 1 May 2026"]


def test_it_is_shown_for_one_group_and_empty_for_none(p, both, as_person):
    browser = as_person(p.manager)
    page = said(browser.get(f"/meetings/plan/?group={p.early_help.key}"))
    assert both[1].ref in page
    assert f'href="{both[0].get_absolute_url()}"' not in page
    Meeting.objects.all().delete()
    assert "Nothing is planned" in said(browser.get("/meetings/plan/"))


# ---------------------------------------------------------------------------------------------------- moving


def move(browser, meeting, day: date, **more):
    address = f"{meeting.get_absolute_url()}move/?back=plan"
    shown = fields_of(browser.get(address))
    typed = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "because": "The room", **more}
    return browser.post(address, {**shown, **typed})


def test_a_clash_is_shown_before_a_meeting_is_moved_into_it(p, both, as_person):
    first, second = both
    meetings.move(second, by=p.manager, day=FRIDAY, begins=second.begins, minutes=150, because="So", place="Room 3")
    browser = as_person(p.manager)
    shown = move(browser, second, THURSDAY)
    second.refresh_from_db()
    assert (shown.status_code, second.day) == (200, FRIDAY)
    page = said(shown)
    assert f"{first.group} meets then, 9:30am to noon: {p.housing_officer} sits in both." in page
    assert "Move it all the same" in page
    assert "The room" in page, "what was typed is kept"
    knowing = browser.post(f"{second.get_absolute_url()}move/?back=plan", fields_of(shown))
    second.refresh_from_db()
    assert (knowing.status_code, knowing["Location"], second.day) == (302, "/meetings/plan/", THURSDAY)


def test_another_clash_is_shown_again(p, both, as_person):
    first, second = both
    meetings.move(second, by=p.manager, day=FRIDAY, begins=second.begins, minutes=150, because="So", place="Room 3")
    browser = as_person(p.manager)
    shown = move(browser, second, THURSDAY)
    again = browser.post(f"{second.get_absolute_url()}move/", {**fields_of(shown), "place": first.place})
    assert again.status_code == 200
    assert f"both are in {first.place}" in said(again)


def test_a_bank_holiday_is_said_before_a_meeting_is_moved_there(p, as_person):
    meeting = made.meeting(p, day=THURSDAY)
    shown = move(as_person(p.manager), meeting, GOOD_FRIDAY)
    assert shown.status_code == 200
    assert "Friday 3 April 2026 is Good Friday" in said(shown)


def test_a_day_on_which_nothing_is_in_the_way_is_taken_at_once(p, as_person):
    meeting = made.meeting(p, day=THURSDAY)
    assert move(as_person(p.manager), meeting, FRIDAY).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).day == FRIDAY


def test_it_is_not_in_its_own_way(p, as_person):
    meeting = made.meeting(p, day=THURSDAY)
    assert move(as_person(p.manager), meeting, THURSDAY, begins="10am").status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).begins == time(10)


def test_a_meeting_arranged_into_a_clash_says_so_first(p, both, as_person):
    browser = as_person(p.manager)
    address = f"/meetings/group/{p.early_help.key}/arrange/"
    typed = {
        "day_day": 5,
        "day_month": 3,
        "day_year": 2026,
        "begins": "10am",
        "minutes": 60,
        "place": "",
        "because": "",
    }
    shown = browser.post(address, {**fields_of(browser.get(address)), **typed})
    assert "Arrange it all the same" in said(shown)
    count = Meeting.objects.count()
    assert browser.post(address, fields_of(shown)).status_code == 302
    assert Meeting.objects.count() == count + 1


def test_a_case_groups_meeting_is_in_nobodys_way_who_may_not_see_it(p, as_person):
    make.seated(p.implementation, p.reviewer, starts=FEB)
    made.meeting(p, p.practice_review, day=FRIDAY)
    meeting = made.meeting(p, day=THURSDAY)
    assert move(as_person(p.manager), meeting, FRIDAY).status_code == 302
