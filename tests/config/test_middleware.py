import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/actions/A-1%00/", "/thread/learning/%00/", "/groups/%00/"])
def test_an_address_with_a_character_no_database_takes_is_not_found(client, address):
    client.force_login(make.partnership().manager)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["actions:plan", "search:search", "learning:register", "actions:new_work"])
def test_a_question_with_such_a_character_is_asked_without_it(client, page):
    client.force_login(make.partnership().manager)
    asked = dict.fromkeys(("q", "theme", "work", "action", "priority", "meeting", "agency"), "\x00")
    assert client.get(reverse(page), asked).status_code in (200, 302, 403, 404)
