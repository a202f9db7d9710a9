"""Deny by default: what names no rule isn't served and the site doesn't start; what names one must have asked it."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from tests import make
from threespires.config import checks, served
from threespires.kernel import plates
from threespires.kernel.background import have_done

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    """Asks as the Board manager, among pages of which some lie."""
    client.force_login(make.partnership().manager)
    with override_settings(ROOT_URLCONF="tests.config.pages_that_lie"):
        yield lambda page, send="get": getattr(client, send)(f"/{page}/")


def test_every_page_and_job_names_its_rules():
    assert served.unnamed() == []
    assert checks.names_its_rules() == []


def test_a_page_that_names_no_rule_keeps_the_site_from_starting(ask):
    assert [fault.msg for fault in checks.names_its_rules()] == ["The page nameless names no rule"]
    with pytest.raises(SystemExit, match="The page nameless names no rule"):
        checks.refuse_to_start()


def test_a_job_that_names_no_rule_keeps_the_site_from_starting(monkeypatch):
    monkeypatch.setattr(plates, "jobs", lambda: ["threespires.kernel.clock.now"])
    assert served.unnamed() == ["The job threespires.kernel.clock.now"]


def test_what_no_door_plate_names_is_not_done_in_the_background():
    with pytest.raises(LookupError, match="No door plate names"):
        have_done("os.remove", 1)


@pytest.mark.parametrize("page", ["honest", "showing"])
def test_a_page_that_asks_its_rules_is_served(ask, page):
    assert ask(page).content == b"open"


def test_what_is_sent_is_taken_by_a_page_that_asked_for_that_too(ask):
    assert ask("honest", "post").status_code == 302


LIES = [("nameless", "get"), ("lying", "get"), ("asking_for_a_part", "get"), ("taking", "post")]


@pytest.mark.parametrize(("page", "send"), LIES)
def test_a_page_that_asks_none_of_its_rules_is_not_served(ask, page, send):
    with pytest.raises(ImproperlyConfigured, match=page):
        ask(page, send)


@pytest.mark.parametrize(("page", "send"), LIES)
def test_in_production_it_is_not_there_and_whoever_keeps_the_server_is_told(ask, page, send, caplog):
    with override_settings(PRODUCTION=True), caplog.at_level(logging.ERROR, "threespires.config.middleware"):
        answer = ask(page, send)
    assert answer.status_code == 404
    assert b"secret" not in answer.content
    assert page in caplog.text


def test_a_page_that_takes_nothing_says_so(ask):
    answer = ask("showing", "post")
    assert answer.status_code == 405
    assert "This page takes nothing that is sent to it" in answer.content.decode()
