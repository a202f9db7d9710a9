"""What assurance plugs in elsewhere: duties owed by posts, and mirrors that wait for their lead."""

from datetime import timedelta

import pytest

from tests import make
from threespires.kernel.clock import today
from threespires.partnership.models import Post
from threespires.work.assurance import operations, plates
from threespires.work.assurance.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def owed(person):
    return [owed.title for owed in plates.owed(person, today())]


def test_a_duty_is_owed_by_whoever_holds_its_post_and_by_nobody_else(p):
    operations.load_duties()
    duty = Duty.objects.get(key="arrangements.publish")
    operations.assign(duty, by=p.manager, owner_post=Post.objects.get(key="health-lead"))
    assert owed(p.health_lead) == []
    Duty.objects.filter(pk=duty.pk).update(next_date=today() + timedelta(days=92))
    assert owed(p.health_lead) == ["Check the evidence: publish the arrangements"]
    assert owed(p.police_lead) == []


def test_a_duty_of_a_post_that_was_succeeded_is_owed_by_whoever_holds_the_successor(p):
    operations.load_duties()
    before = Post.objects.create(key="accountable-officer", name="Accountable Officer", ends=today())
    Duty.objects.filter(key="arrangements.publish").update(owner_post=before, next_date=today())
    assert owed(p.health_lead) == []
    Post.objects.filter(key="health-lead").update(succeeds=before)
    del p.health_lead.__dict__["_standing"]
    assert owed(p.health_lead) == ["Check the evidence: publish the arrangements"]


def test_a_mirror_waits_for_its_lead_until_it_is_answered_and_a_successors_lead_likewise(p):
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - timedelta(days=90))
    p.schools.succeeds = p.housing
    p.schools.save()
    for person in (p.housing_officer, p.schools_officer):
        (waiting,) = plates.decisions(person, today())
        assert waiting.title == "Say what stands behind the figures of Housing"
    assert plates.decisions(p.chief_executive, today()) == []
    operations.answer_mirror(mirror, by=p.schools_officer, answer="We took this over in April.")
    assert plates.decisions(p.housing_officer, today()) == []
