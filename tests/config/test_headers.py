"""What stands on every answer, and what is asked of every request."""

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import make
from threespires.config.middleware import HeadersMiddleware

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def told(answer):
    return {name: answer.headers.get(name) for name in EVERYWHERE}


@pytest.mark.parametrize("address", ["/", "/account/sign-in/", "/actions/", "/nowhere/", "/health/", "/a\0b/"])
def test_every_answer_is_strict_whoever_asks(client, address):
    for person in (None, make.partnership().manager):
        if person:
            client.force_login(person)
        answer = client.get(address)
        assert told(answer) == EVERYWHERE
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "publickey-credentials-get=(self)" in answer.headers["Permissions-Policy"]
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_refusals_and_broken_requests_are_strict_too(client):
    broken = client.post("/account/sign-in/", b"--x\r\n", content_type="multipart/form-data; boundary=\x80")
    closed = Client(enforce_csrf_checks=True).post("/account/sign-in/")
    assert (broken.status_code, closed.status_code) == (400, 403)
    for answer in (broken, closed):
        assert told(answer) == EVERYWHERE
        assert "Nothing has happened" in answer.content.decode()


def test_what_is_the_same_for_everyone_may_be_kept(rf, settings):
    assert finders.find("threespires.css")
    answer = HeadersMiddleware(lambda _: HttpResponse(headers={"Cache-Control": "max-age=60"}))(
        rf.get(f"{settings.STATIC_URL}threespires.css")
    )
    assert answer.headers["Cache-Control"] == "max-age=60"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_request_that_is_too_large_is_answered_before_it_is_read(client, settings):
    settings.LARGEST_REQUEST = 1000
    p = make.partnership()
    client.force_login(p.manager)
    address = reverse("sheets:hand_in", args=["action-plan"])
    answer = client.post(address, {"file": SimpleUploadedFile("plan.xlsx", b"a" * 2000)})
    assert answer.status_code == 413
    assert "may have up to" in answer.content.decode()
    assert client.post(address, {"file": SimpleUploadedFile("plan.xlsx", b"a" * 100)}).status_code == 200


def test_whoever_asks_for_another_host_is_told_nothing(client):
    answer = client.get("/actions/?meeting=1", HTTP_HOST="elsewhere.example.org")
    assert answer.status_code == 400
    assert "This can’t be read" in answer.content.decode()
    assert told(answer) == EVERYWHERE


def test_whoever_signs_in_goes_on_to_a_page_of_ours_or_home(client):
    p = make.partnership()
    p.manager.set_password("a long and quiet password")
    p.manager.save()
    for onward in (
        "a b",
        "//example.org",
        "https://example.org/",
        "\\\\example.org",
        "javascript:alert(1)",
        "actions:plan",
    ):
        sent = {"email": p.manager.email, "password": "a long and quiet password", "next": onward}
        assert client.post("/account/sign-in/", sent).headers["Location"] == "/", onward


@pytest.mark.parametrize("length", ["", "-1", "1e9", "٣", "9" * 40])
def test_a_length_that_is_none_is_no_length(client, length):
    answer = client.generic("POST", "/account/sign-in/", b"", CONTENT_LENGTH=length)
    assert answer.status_code in (200, 400, 413)


def test_uploads_never_lie_in_a_temporary_file(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= settings.LARGEST_REQUEST
