"""What tests of the thread’s rooms stand on."""

from datetime import date

import pytest

from tests import make


@pytest.fixture
def p(clock_at):
    """The partnership, on 10 February 2026."""
    clock_at(date(2026, 2, 10))
    return make.partnership()


@pytest.fixture(autouse=True)
def _here_already(monkeypatch):
    """Statements counted are those of the page: that somebody has just come is written down once in a session."""
    monkeypatch.setattr("threespires.accounts.sessions.note", lambda request: False)
    monkeypatch.setattr("threespires.accounts.sessions.follow", lambda request, answer: False)


@pytest.fixture
def see(client):
    """Gets a page as somebody: its words, once its status is as expected."""

    def get(person, address, *, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


@pytest.fixture
def send(client):
    """Posts a form as somebody."""

    def post(person, address, **typed):
        client.force_login(person)
        return client.post(address, typed)

    return post
