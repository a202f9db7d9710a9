"""A form may say anything. What it names that its sender may not see is no choice, and nothing becomes of it."""

import pytest
from django.urls import reverse

from tests import make
from tests.make.meetings import meeting
from tests.make.partnership import LONG_AGO
from threespires.kernel.clock import today
from threespires.meetings import operations as meetings
from threespires.partnership.models import Group, Seat
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import Learning, Release
from threespires.thread.learning.permissions import visible_themes
from threespires.thread.priorities.models import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def send(client):
    def post(person, name, *about, status=200, **said):
        client.force_login(person)
        answer = client.post(reverse(name, args=about), said)
        assert answer.status_code == status
        return answer.content.decode()

    return post


def of_another_case_group(p):
    """A case that another case group keeps."""
    named = {"key": "child-death", "name": "Child Death Panel", "kind": "sub_group"}
    group = Group.objects.create(board=p.board, is_case_group=True, starts=LONG_AGO, **named)
    member = make.person()
    make.seated(group, member, starts=LONG_AGO)
    return learning.keep_in_case_group(
        by=member, group=group, kind="child_death", title="Case Zorblatt", text="Zorblatt", learned_on=today()
    )


def test_another_case_groups_record_is_no_source_of_a_release(p, send):
    said = {"title": "What we learned", "summary": "Ask twice", "sources": [of_another_case_group(p).pk]}
    page = send(p.reviewer, "learning:draft", "practice-review", **said)
    assert "Zorblatt" not in page
    assert not Release.objects.exists()


def test_another_case_groups_release_is_not_checked_under_ones_own(p, send):
    kept = of_another_case_group(p)
    drafted = learning.draft_release(by=kept.contributed_by, group=kept.group, title="T", summary="S", sources=[kept])
    send(p.reviewer, "learning:release", "practice-review", drafted.case_id, status=404)
    send(p.reviewer, "learning:release", kept.group.key, drafted.case_id, status=404)
    drafted.refresh_from_db()
    assert drafted.status == Release.Status.DRAFTED


def test_learning_that_one_may_not_see_is_not_cited(p, send):
    hidden = make.learning(p, title="Grellowap", audience=Learning.Audience.GROUPS, groups=[p.early_help])
    enquiry = make.enquiry(p)
    column = make.column(p, "worried").pk
    pages = [
        send(p.police_officer, "priorities:new_statement", enquiry.ref, column=column, text="So it is", learning=[ref])
        for ref in (hidden.ref, "L-99")
    ]
    assert "Grellowap" not in pages[0]
    assert not Statement.objects.exists()


def test_a_theme_of_learning_that_one_may_not_see_is_no_choice(p, send):
    made = make.learning(p, themes=["Thrankle"], audience=Learning.Audience.GROUPS, groups=[p.early_help])
    page = send(p.manager, "learning:edit", make.learning(p, themes=["Known"]).ref, themes=[made.themes.get().pk])
    assert "Thrankle" not in page


def test_a_theme_kept_to_some_groups_is_known_to_them_and_any_other_to_all(p):
    make.learning(p, themes=["Thrankle"], audience=Learning.Audience.GROUPS, groups=[p.early_help])
    make.learning(p, themes=["Known"])
    known = {
        name: {theme.name for theme in visible_themes(p.people[name])} for name in ("early_help_chair", "outsider")
    }
    assert known == {"early_help_chair": {"Thrankle", "Known"}, "outsider": {"Known"}}


def test_an_item_is_moved_only_on_its_own_agenda(p, send):
    here, elsewhere = meeting(p), meeting(p, p.executive)
    item = meetings.add_item(elsewhere, by=p.administrator, title="Of the executive")
    send(p.manager, "meetings:order", here.ref, do=f"remove:{item.pk}", status=404)
    item.refresh_from_db()
    assert item.status != item.Status.REMOVED


def test_a_seat_of_one_group_is_not_ended_under_another(p, send):
    seat = Seat.objects.get(person=p.second_reviewer, group=p.practice_review)
    send(p.manager, "partnership:end_seat", p.implementation.key, seat.pk, ends="", why="Gone", status=404)
    seat.refresh_from_db()
    assert seat.ends is None
