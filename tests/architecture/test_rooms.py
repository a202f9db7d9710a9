"""Every room is reached, every page is behind sign-in unless named here, every rule says what it means."""

import inspect
from importlib.util import find_spec
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.module_loading import import_string

from tests.architecture.sources import WRITTEN, short
from threespires.config import served
from threespires.config.reference import modules, rules_in
from threespires.kernel import plates

OPEN = {
    "health",
    "help",
    "privacy",
    "accessibility",
    "design:gallery",
    "design:chapter",
    "accounts:sign_in",
    "accounts:sign_out",
    "accounts:forgotten",
    "accounts:set_password",
    "practitioners:register",
    "practitioners:confirm",
    "meetings:feed",
    "account_login",
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "demo:people",
    "demo:sign_in",
    "demo:sign_in_as",
}
"""Pages that anyone may open without signing in."""

ROOMS = plates.rooms()


def converter_example(kind: object) -> object:
    """Something that an address of this kind may hold."""
    return {"IntConverter": 1, "UUIDConverter": UUID(int=1)}.get(type(kind).__name__, "x")


PAGES = [(page.name, page.pattern) for page in served.pages()]


def test_every_page_asks_for_sign_in_unless_it_is_named_here():
    unguarded = {name for name, pattern in PAGES if not getattr(pattern.callback, "login_required", True)}
    assert unguarded <= OPEN


@pytest.mark.parametrize("name", [name for name, _ in PAGES if name not in OPEN])
def test_a_visitor_who_has_not_signed_in_is_sent_to_the_sign_in_page(client, name):
    pattern = next(pattern for found, pattern in PAGES if found == name)
    examples = {argument: converter_example(kind) for argument, kind in pattern.pattern.converters.items()}
    answer = client.get(reverse(name, kwargs=examples))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:sign_in"))


def test_every_page_has_a_name():
    assert [str(pattern.pattern) for name, pattern in PAGES if name.endswith("None")] == []


def test_no_two_pages_share_a_name():
    names = [name for name, _ in PAGES]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("room", [room for room in ROOMS if room.prefix is not None], ids=lambda room: room.name)
def test_every_room_with_a_prefix_has_pages(room):
    assert find_spec(f"{room.name}.urls") is not None


@pytest.mark.parametrize("place", [place for room in ROOMS for place in room.places], ids=lambda place: place.text)
def test_every_place_in_the_header_leads_somewhere(place):
    assert reverse(place.url_name).startswith("/")


def promised(room: plates.Room) -> list[str]:
    """Everything a door plate names by dotted path."""
    named = [room.owed, room.decisions, *room.agenda_sources.values(), *room.jobs]
    named += [wheel.function for wheel in room.clockwork]
    named += [path for kind in room.searchable for path in (kind.visible_to, kind.entry)]
    return [path for path in named if path]


@pytest.mark.parametrize("path", [path for room in ROOMS for path in promised(room)])
def test_every_door_plate_names_what_is_there(path):
    assert callable(import_string(path))


def test_what_is_done_in_the_background_goes_through_one_door():
    doors = [short(path) for path in WRITTEN if "async_task" in path.read_text(encoding="utf-8")]
    assert doors == ["src/threespires/kernel/background.py"]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_rule_says_in_words_what_it_allows(room):
    rules = [rule for module in modules(room, "permissions") for rule in rules_in(module)]
    assert [rule.__name__ for rule in rules if not inspect.getdoc(rule)] == []
