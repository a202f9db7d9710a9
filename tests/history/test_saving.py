"""What is saved as it stood writes nothing: no version, no history; and the page says so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.make import meetings as made
from tests.meetings.pages import fields_of, said
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.meetings import operations as meetings
from threespires.partnership.models import Post
from threespires.thread.actions import operations as actions
from threespires.thread.learning import operations as learning
from threespires.thread.priorities import operations as priorities
from threespires.work.assurance import operations as assurance
from threespires.work.assurance.models import Duty, MirrorOpening

pytestmark = pytest.mark.django_db

NOTHING = "Nothing changed: what you saved is what stood here"


@pytest.fixture
def p():
    return make.partnership()


def a_duty():
    return Duty.objects.create(key="report.yearly", rule="std", label="The report", source="s", force="must", order=1)


def learned(p):
    thing = make.learning(p, themes=["Fathers"])
    facts = {"title": thing.title, "agency": thing.agency, "themes": ["fathers"], "groups": []}
    return thing, lambda: learning.amend(thing, by=p.manager, **facts)


def stated(p):
    thing = make.statement(p, cites=[make.learning(p)])
    return thing, lambda: priorities.reword(thing, by=p.manager, text=thing.text, cites=list(thing.cites.all()))


def envisioned(p):
    thing = make.priority(p)
    return thing, lambda: priorities.write_vision(thing, by=p.council_officer, vision="Every child is asked why")


def acted(p):
    thing = make.action(p)
    return thing, lambda: actions.change(thing, by=p.manager, title=thing.title, owner=thing.owner)


def assessed(p):
    thing = a_duty()
    return thing, lambda: assurance.assess(thing, by=p.manager, state=Duty.State.AT_RISK, why="It is late")


def assigned(p):
    thing, post = a_duty(), Post.objects.first()
    return thing, lambda: assurance.assign(thing, by=p.manager, owner_post=post)


def mirrored(p):
    thing = MirrorOpening.objects.create(
        agency=p.housing, since=today(), shown_to_lead_on=today(), opens_to_executive_on=today(), prepared_by=p.manager
    )
    return thing, lambda: assurance.answer_mirror(thing, by=p.housing_officer, answer="We moved offices")


def arranged(p):
    thing = meetings.add_item(made.meeting(p), by=p.manager, title="Welcome")
    return thing, lambda: meetings.amend_item(thing, by=p.manager, title="Welcome", minutes=None)


def moved(p):
    thing = made.meeting(p, day=today() + timedelta(days=9))
    facts = {"day": thing.day + timedelta(days=1), "begins": thing.begins, "minutes": 60, "place": "Room 2"}
    return thing, lambda: meetings.move(thing, by=p.manager, because="The room is taken", **facts)


def explained(p):
    thing = meetings.decide(made.open_meeting(p, day=today()), by=p.manager, text="Write to schools")
    return thing, lambda: meetings.explain(thing, by=p.manager, reasons="They hear late", dissent="")


@pytest.mark.parametrize(
    "record", [learned, stated, envisioned, acted, assessed, assigned, mirrored, arranged, moved, explained]
)
def test_what_is_saved_twice_is_written_once(p, record):
    thing, save = record(p)
    save()
    version, events = thing.version, Event.objects.count()
    assert save().version == version
    assert Event.objects.count() == events


def test_learning_that_differs_only_in_its_themes_is_saved(p):
    thing = make.learning(p, themes=["Fathers"])
    learning.amend(thing, by=p.manager, themes=["Fathers", "Sleep"])
    assert Event.objects.about(thing).first().changes == {"themes": [["Fathers"], ["Fathers", "Sleep"]]}


@pytest.mark.parametrize(("typed", "says"), [({}, NOTHING), ({"title": "Other words"}, "Learning saved")])
def test_the_page_says_whether_anything_changed(p, client, typed, says):
    client.force_login(p.manager)
    thing = make.learning(p)
    page = reverse("learning:edit", args=[thing.ref])
    answer = client.post(page, fields_of(client.get(page)) | typed, follow=True)
    assert says in said(answer)
