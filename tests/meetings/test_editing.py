"""Editing an agenda of many records: they are folded under their lines, and a line stays open while one works in it."""

import re

import pytest

from tests.make import meetings as made
from tests.make.meetings import offer, offers
from tests.meetings.pages import said
from threespires.kernel.clock import today
from threespires.meetings import operations

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(p, monkeypatch):
    """A meeting with twenty records under one line, and one under another."""
    meeting = made.meeting(p, day=today())
    filled = [offer(f"W-{number}") for number in range(20)]
    with offers(monkeypatch, thread_newly_tasked=filled, thread_proposed_complete=[offer("A-42")]):
        operations.prepare_agenda(meeting, by=p.administrator)
        yield meeting


def folds(page):
    """Each fold of the page: whether it is open, and its summary."""
    return [
        (bool(opened), summary.strip())
        for opened, summary in re.findall(r"<details[^>]*?( open)?>.*?summary-text\">(.*?)</span>", page)
    ]


def test_several_records_are_folded_under_their_line(p, as_person, many):
    page = said(as_person(p.administrator).get(f"/meetings/{many.ref}/agenda/"))
    assert folds(page) == [(False, "20 records")], "a single record stands there"
    assert 'Amend<span class="govuk-visually-hidden"> Record A-42' in page
    assert 'Move up<span class="govuk-visually-hidden"> Record W-3' in page


@pytest.mark.parametrize("verb", ["up", "down", "remove"])
def test_the_line_in_which_one_works_stays_open(p, as_person, many, verb):
    point = many.items.get(title="Record W-3")
    client = as_person(p.administrator)
    answer = client.post(f"/meetings/{many.ref}/agenda/order/", {"do": f"{verb}:{point.pk}"})
    there, _, place = answer.url.partition("#")
    assert place == ("" if verb == "remove" else f"item-{point.under_id}")
    assert f'id="item-{point.under_id}"' in said(client.get(there))
    assert (True, "19 records" if verb == "remove" else "20 records") in folds(said(client.get(there)))


def test_a_line_that_moves_is_where_one_looks_next(p, as_person, many):
    line = many.items.get(offered_as="line:newly-tasked")
    answer = as_person(p.administrator).post(f"/meetings/{many.ref}/agenda/order/", {"do": f"down:{line.pk}"})
    assert answer.url == f"/meetings/{many.ref}/agenda/#item-{line.pk}"


@pytest.mark.parametrize("asked", ["", "x", "²", "9" * 400, "0"])
def test_asking_for_a_line_that_is_not_there_opens_none(p, as_person, many, asked):
    page = said(as_person(p.administrator).get(f"/meetings/{many.ref}/agenda/?open={asked}"))
    assert not any(opened for opened, _ in folds(page))
