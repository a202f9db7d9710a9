from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from threespires.history import once
from threespires.history.models import Event, Submission
from threespires.history.reminders import KEPT, forget_submissions
from threespires.kernel.clock import now
from threespires.partnership.models import Post, PostHolding, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def seating(client):
    p = make.partnership()
    client.force_login(p.manager)
    newcomer = make.person("A newcomer")
    facts = {"person": newcomer.pk, "role": "member", "starts": "3 March 2026", "once": "a-token"}
    return client, reverse("partnership:take_seat", args=["early-help"]), newcomer, facts


def test_a_form_sent_twice_makes_one_record_and_leads_to_the_same_place(seating):
    client, address, newcomer, facts = seating
    first = client.post(address, facts)
    second = client.post(address, facts)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Seat.objects.filter(person=newcomer).count() == 1


def test_a_form_with_a_mistake_may_be_sent_again(seating):
    client, address, newcomer, facts = seating
    assert client.post(address, {**facts, "person": ""}).status_code == 200
    assert not Submission.objects.exists()
    assert client.post(address, facts).status_code == 302
    assert Seat.objects.filter(person=newcomer).count() == 1


def test_a_form_sent_again_with_other_words_is_another(seating):
    client, address, newcomer, facts = seating
    client.post(address, facts)
    client.post(address, {**facts, "role": "adviser"})
    assert set(Seat.objects.filter(person=newcomer).values_list("role", flat=True)) == {"member", "adviser"}


def test_a_form_is_its_senders_own_and_that_of_its_address(seating):
    client, address, newcomer, facts = seating
    client.post(address, facts)
    client.post(reverse("partnership:take_seat", args=["forum"]), facts)
    chair = make.person("Another manager")
    PostHolding.objects.create(post=Post.objects.get(function="board_manager"), person=chair)
    client.force_login(chair)
    client.post(address, facts)
    assert Seat.objects.filter(person=newcomer).count() == 3


def test_files_belong_to_what_was_sent(rf):
    person = make.person()
    digests = set()
    for words in (b"Heard", b"Heard", b"Found"):
        request = rf.post("/", {"once": "a-token", "file": SimpleUploadedFile("list.txt", words)})
        request.user = person
        digests.add(once._digest(request))
    assert len(digests) == 2


def test_forms_are_forgotten_after_a_month(clock_at):
    Submission.objects.create(digest="a")
    clock_at(now() + KEPT - timedelta(hours=1))
    assert forget_submissions() == 0
    clock_at(now() + timedelta(hours=2))
    assert forget_submissions() == 1


def test_a_refused_form_leaves_nothing_behind(seating):
    client, address, _, facts = seating
    client.force_login(make.person())
    assert client.post(address, facts).status_code == 404
    assert not Submission.objects.exists()
    assert not Event.objects.filter(verb="seat.taken").exists()


def test_a_form_without_a_token_is_taken_each_time(seating):
    client, address, newcomer, facts = seating
    del facts["once"]
    client.post(address, facts)
    client.post(address, facts)
    assert Seat.objects.filter(person=newcomer).count() == 2
