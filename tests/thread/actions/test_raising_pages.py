"""Raising an action in the browser, and changing many at once."""

from datetime import date

import pytest

from tests import make
from threespires.thread.actions.models import Action, UpdateRound

pytestmark = pytest.mark.django_db
DAY = {"due_on_day": "1", "due_on_month": "6", "due_on_year": "2026"}

# Raising


def raised(p, **otherwise):
    facts = {"title": "Ask why", "owner": p.health_officer.pk, "agency": p.health.pk, "rows": "3"}
    return {**facts, **DAY, **otherwise}


def part_typed(number, title, agency, owner):
    return {
        f"part-{number}-title": title,
        f"part-{number}-agency": agency.pk,
        f"part-{number}-owner": owner.pk,
        f"part-{number}-due_on": "1 5 2026",
    }


def test_raise_with_one_owner(p, send):
    work = make.work(p)
    answer = send(p.council_officer, f"/actions/new/?work={work.ref}", **raised(p))
    action = Action.objects.get()
    assert answer.url == action.get_absolute_url()
    assert (action.title, action.owner, action.due_on) == ("Ask why", p.health_officer, date(2026, 6, 1))
    assert not action.parts.exists()


def test_raise_with_a_part_for_each_agency(p, send):
    work = make.work(p)
    parts = part_typed(0, "Receptionists", p.health, p.health_officer)
    parts |= part_typed(2, "School offices", p.schools, p.schools_officer)
    send(p.council_officer, f"/actions/new/?work={work.ref}", **raised(p, **parts))
    assert [part.title for part in Action.objects.get().parts.order_by("pk")] == ["Receptionists", "School offices"]


def test_raise_with_one_part_alone_is_a_mistake(p, send):
    work = make.work(p)
    parts = part_typed(0, "Receptionists", p.health, p.health_officer)
    page = send(p.council_officer, f"/actions/new/?work={work.ref}", **raised(p, **parts)).content.decode()
    assert "A joint action has parts for at least two agencies, or none" in page
    assert 'value="Receptionists"' in page
    assert not Action.objects.exists()


def test_raise_shows_every_mistake_at_once_and_leads_to_each(p, send):
    work = make.work(p)
    page = send(
        p.council_officer,
        f"/actions/new/?work={work.ref}",
        **raised(p, title="", owner="", **{"part-1-title": "Receptionists"}),
    ).content.decode()
    for said in ("Enter what will be done", "Choose who owns it", "Choose the agency of this part"):
        assert page.count(said) == 2, said
    assert 'href="#id_part-1-agency"' in page
    assert "<title>\n      Error: " in page or "Error: Raise an action" in page


def test_asking_for_more_parts_keeps_what_was_typed_and_judges_nothing(p, send):
    work = make.work(p)
    page = send(
        p.council_officer, f"/actions/new/?work={work.ref}", **raised(p, title="", more="1", description="As agreed.")
    ).content.decode()
    assert "As agreed." in page
    assert "part-4-title" in page
    assert "Enter what will be done" not in page
    assert not Action.objects.exists()


@pytest.mark.parametrize("rows", ["", "-5", "99999999", "²", "3; DROP TABLE"])
def test_nonsense_about_rows_is_passed_over(p, send, rows):
    work = make.work(p)
    assert send(p.council_officer, f"/actions/new/?work={work.ref}", **raised(p, rows=rows)).status_code == 302


def test_raise_asks_for_which_work_only_what_the_person_may(p, see):
    work = make.work(p)
    assert f'value="{work.ref}"' in see(p.council_officer, "/actions/new/")
    assert "no work under way for which you may" in see(p.reviewer, "/actions/new/", status=403)
    see(p.reviewer, f"/actions/new/?work={work.ref}", status=403)
    see(p.council_officer, "/actions/new/?work=W-999", status=404)


# Many at once


def chosen(*actions, do="date", back="%3Fsort%3Dtitle"):
    return f"/actions/many/?do={do}&back={back}" + "".join(f"&action={action.ref}" for action in actions)


def test_many_names_how_many_and_changes_all(p, see, send):
    work = make.work(p)
    actions = [make.action(p, work=work, title=f"Action {number}") for number in range(3)]
    page = see(p.manager, chosen(*actions))
    assert "Change the date of three actions" in page
    assert all(action.title in page for action in actions)
    answer = send(p.manager, chosen(*actions), **DAY)
    assert answer.url == "/actions/?sort=title"
    assert set(Action.objects.values_list("due_on", flat=True)) == {date(2026, 6, 1)}


def test_many_changes_the_owner(p, send):
    actions = [make.action(p) for _ in range(2)]
    send(p.manager, chosen(*actions, do="owner"), owner=p.schools_officer.pk, agency=p.schools.pk)
    assert set(Action.objects.values_list("owner", "agency")) == {(p.schools_officer.pk, p.schools.pk)}


def test_many_asks_for_updates(p, send):
    actions = [make.action(p) for _ in range(2)]
    answer = send(p.manager, chosen(*actions, do="ask"), words="How far is it?", **DAY)
    asked = UpdateRound.objects.get()
    assert (answer.url, asked.answers.count(), asked.words) == (asked.get_absolute_url(), 2, "How far is it?")


def test_many_says_first_what_can_not_be_included(p, see, send):
    action, finished = make.action(p), make.action(p, "accepted")
    page = see(p.manager, chosen(action, finished))
    assert "We can’t do that to all of them" in page
    assert f"{finished.ref} {finished.title}: This is accepted" in page
    assert "go on with one action" in page
    send(p.manager, chosen(action, finished), **DAY)
    action.refresh_from_db()
    assert action.due_on == date(2026, 3, 12)


def test_many_comes_back_with_the_same_ticked(p, see):
    action = make.action(p)
    assert f'href="/actions/?sort=title&amp;action={action.ref}"' in see(p.manager, chosen(action))
    assert "1 chosen" in see(p.manager, f"/actions/?action={action.ref}")


def test_many_is_refused_to_who_asks_for_nothing_and_to_others(p, see):
    action = make.action(p)
    assert "No action was ticked" in see(p.manager, "/actions/many/?do=date", status=403)
    see(p.early_help_chair, chosen(action), status=403)
    see(p.outsider, chosen(action), status=404)
    see(p.manager, chosen(action, do="delete"), status=404)


@pytest.mark.parametrize("back", ["https://evil.test/", "//evil.test", "%3Fnext=//evil.test", "%00", "?" + "x" * 5000])
def test_many_leads_back_to_the_plan_alone(p, send, back):
    action = make.action(p)
    assert send(p.manager, chosen(action, back=back), **DAY).url == "/actions/"


def test_plan_has_no_boxes_for_who_may_do_nothing_to_many(p, see):
    make.action(p)
    assert 'name="action"' in see(p.manager, "/actions/")
    assert 'name="action"' not in see(p.reviewer, "/actions/")
