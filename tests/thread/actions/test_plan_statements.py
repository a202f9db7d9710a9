"""How many statements the plan's page takes: as many for a hundred rows as for three."""

from datetime import date

import pytest

from tests import make
from threespires.thread.actions.models import Action

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)


def test_page_has_few_statements_however_many_rows(p, client, django_assert_max_num_queries):
    work = make.work(p)
    for number in range(3):
        make.action(p, "in_progress", work=work, title=f"Action {number}")
    many = [
        Action(
            ref=f"A-{number}", title=f"Action {number}", work=work, group=p.implementation, owner=p.housing_officer,
            agency=p.housing, due_on=TODAY, raised_by=p.manager,
        )
        for number in range(100, 250)
    ]  # fmt: skip
    client.force_login(p.manager)
    with django_assert_max_num_queries(8):
        client.get("/actions/")
    Action.objects.bulk_create(many)
    with django_assert_max_num_queries(8):
        page = client.get("/actions/").content.decode()
    assert "Showing 1 to 100 of 153" in page
    assert page.count('govuk-checkboxes__input" type="checkbox" id="plan-') == 100


def test_joint_actions_cost_one_statement_more_however_many(p, client, django_assert_max_num_queries):
    work = make.work(p)
    for _ in range(4):
        make.joint_action(p, work=work)
    client.force_login(p.manager)
    with django_assert_max_num_queries(9):
        client.get("/actions/")
