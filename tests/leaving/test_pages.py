"""The pages of leaving, for whoever asks, fetches and opens."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests import make
from threespires.kernel.clock import now
from threespires.leaving import operations, parts, reminders
from threespires.leaving.models import Parcel, SealedPart
from threespires.partnership.models import Seat
from threespires.vault import boxes, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    settings.KEYS, settings.ANCHORS, settings.KEY_STORE = (tmp_path / name for name in ("keys", "anchors", "store"))
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def asked(p, client, django_capture_on_commit_callbacks):
    """The chair asked for the group's records, and they were made."""
    client.force_login(p.scrutineer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/leaving/groups/{p.implementation.key}/")
    return Parcel.objects.get()


def test_what_was_made_lies_sealed_until_it_is_fetched_once(p, asked, client, django_capture_on_commit_callbacks):
    assert asked.status == Parcel.Status.READY
    kept = boxes.take(asked.pk, asked.pk)
    assert kept.startswith(b"PK")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(asked.get_absolute_url())
    assert answer["Content-Disposition"].startswith(f'attachment; filename="records-{p.implementation.key}-')
    with ZipFile(BytesIO(answer.content)) as packed:
        assert "index.html" in packed.namelist()
    assert not store.is_there(asked.pk)
    assert client.post(asked.get_absolute_url()).status_code == 403
    with pytest.raises(store.KeyDestroyed):
        store.key_of(asked.pk)
    with pytest.raises(FileNotFoundError):
        boxes.take(asked.pk, asked.pk)


def test_opening_its_page_does_not_fetch_it(asked, client):
    for _ in range(2):
        assert "Save the file" in client.get(asked.get_absolute_url()).content.decode()


def test_nobody_else_finds_it(p, asked, client):
    for person in (p.manager, p.administrator, p.outsider):
        client.force_login(person)
        assert client.get(asked.get_absolute_url()).status_code == 404
        assert client.post(asked.get_absolute_url()).status_code == 404


def test_what_nobody_fetched_in_time_is_destroyed(asked, client, clock_at, django_capture_on_commit_callbacks):
    clock_at(asked.lapses_at + timedelta(minutes=1))
    assert client.post(asked.get_absolute_url()).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert reminders.let_lapse() == 1
    assert not store.is_there(asked.pk)
    asked.refresh_from_db()
    assert asked.status == Parcel.Status.LAPSED


def test_what_was_fetched_is_destroyed_even_if_a_process_died_before(p, asked, client):
    client.post(asked.get_absolute_url())
    assert store.is_there(asked.pk)
    reminders.let_lapse()
    assert not store.is_there(asked.pk)


def test_whoever_chairs_no_more_fetches_nothing(p, asked, client):
    Seat.objects.filter(person=p.scrutineer).update(ends=now().date() - timedelta(days=1))
    assert client.post(asked.get_absolute_url()).status_code in (403, 404)
    assert store.is_there(asked.pk)


def test_whoever_chairs_no_more_by_the_time_of_the_job_gets_nothing(p, client, django_capture_on_commit_callbacks):
    parcel = operations.ask_for_records(p.implementation, by=p.scrutineer)
    Seat.objects.filter(person=p.scrutineer).update(ends=now().date() - timedelta(days=1))
    reminders.make_parcel(str(parcel.pk))
    parcel.refresh_from_db()
    assert parcel.status == Parcel.Status.FAILED
    assert "Only the chair" in parcel.failed_because


def test_asking_again_leads_to_what_waits(p, asked, client):
    answer = client.post(f"/leaving/groups/{p.implementation.key}/")
    assert answer["Location"] == asked.get_absolute_url()
    assert Parcel.objects.count() == 1


def test_a_job_that_was_lost_is_given_up(p, clock_at):
    parcel = operations.ask_for_records(p.implementation, by=p.scrutineer)
    clock_at(now() + operations.STALLED_AFTER + timedelta(minutes=1))
    reminders.let_lapse()
    parcel.refresh_from_db()
    assert (parcel.status, parcel.failed_because) == ("failed", operations.SOMETHING_WRONG)


def test_files_that_are_too_large_are_not_packed(p, monkeypatch):
    monkeypatch.setattr(operations, "LARGEST", -1)
    parcel = operations.ask_for_records(p.implementation, by=p.scrutineer)
    reminders.make_parcel(str(parcel.pk))
    parcel.refresh_from_db()
    assert parcel.failed_because == operations.TOO_LARGE


def test_home_says_that_it_is_ready(asked, client):
    assert "ready to fetch until" in client.get("/").content.decode()


def test_a_wrong_half_is_said_beside_the_field_and_kept(p, client):
    part = SealedPart(group=p.practice_review, came=True)
    parts.begin(part)
    part.save()
    client.force_login(p.reviewer)
    for typed, words in (("", "Enter your half of the key"), ("12", "Enter all 64"), ("ab" * 32, "This is no half")):
        page = client.post(f"{part.get_absolute_url()}half/", {"half": typed}).content.decode()
        assert words in page
        assert typed in page


def test_an_empty_list_of_sealed_exports_says_so(p, client):
    client.force_login(p.reviewer)
    assert "It will stand here" in client.get("/leaving/sealed/").content.decode()


def test_to_whoever_opens_nothing_the_list_is_not_there(p, client):
    for person in (p.manager, p.scrutineer):
        client.force_login(person)
        assert client.get("/leaving/sealed/").status_code == 404
