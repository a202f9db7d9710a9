import importlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

import threespires.demo.apps
from tests import make
from threespires.accounts.models import Person
from threespires.demo.people import by_what_they_do

pytestmark = pytest.mark.django_db


def test_people_are_listed_once_each_by_what_they_do():
    make.partnership()
    groups = by_what_they_do()
    names = {heading: [someone.person.name for someone in people] for heading, people in groups.items()}
    assert names["Run the partnership"] == ["Manager", "Quality", "Administrator"]
    assert names["Lead it and hold it to account"][0] == "Scrutineer"
    assert names["Chair a group"] == ["Early help chair", "Reviewer"]
    assert "Housing officer" in names["Speak for an agency"]
    assert names["Sit on a group"] == ["Second reviewer"]
    assert names["Hold no seat or post"] == ["Outsider"]
    assert sum(map(len, names.values())) == Person.objects.count()


def test_people_are_described_by_what_they_do_and_for_whom():
    p = make.partnership()
    p.outsider.runs_the_system = True
    p.outsider.save()
    nobody = make.person()
    does = {some.person: some.does[0] for people in by_what_they_do().values() for some in people}
    assert does[p.early_help_chair] == "Chair, Multi-agency Early Help, for Northmere Council"
    assert does[p.council_officer] == "Safeguarding lead, Northmere Council"
    assert does[p.manager] == "Board Manager"
    assert does[p.outsider] == "System administrator: manages accounts, and can see no work"
    assert does[nobody] == "Nothing: sees that there is nothing to see"


def test_no_page_leads_to_itself_from_its_foot(client, settings):
    settings.DEMO = True
    here = reverse("demo:people")
    assert f'href="{here}"' not in client.get(here).content.decode().split("<footer")[1]
    assert f'href="{here}"' in client.get(reverse("help")).content.decode().split("<footer")[1]


def test_one_click_signs_in_as_anybody(client):
    p = make.partnership()
    page = client.get(reverse("demo:people")).content.decode()
    assert f'value="{p.scrutineer.pk}"' in page
    for person in (p.scrutineer, p.outsider):
        assert client.post(reverse("demo:sign_in"), {"person": person.pk}).url == "/"
        assert client.session["_auth_user_id"] == str(person.pk)


def test_the_one_click_leaves_nothing_of_whoever_was_signed_in_before(client):
    p = make.partnership()
    client.post(reverse("demo:sign_in"), {"person": p.scrutineer.pk})
    session = client.session
    session["as_of"] = "2020-01-01"
    session.save()
    client.post(reverse("demo:sign_in"), {"person": p.manager.pk})
    assert "as_of" not in client.session


@pytest.mark.parametrize("key", ["", "x", "999999", "1; drop", "²"])
def test_nobody_else_can_be_signed_in_as(client, key):
    make.partnership()
    assert client.post(reverse("demo:sign_in"), {"person": key}).status_code == 404


def test_a_link_signs_nobody_in(client):
    p = make.partnership()
    assert client.get(reverse("demo:sign_in"), {"person": p.manager.pk}).url == reverse("demo:people")


def test_people_takes_as_many_statements_for_many_as_for_few(client, django_assert_max_num_queries):
    make.partnership()
    client.get(reverse("demo:people"))
    with django_assert_max_num_queries(8) as few:
        client.get(reverse("demo:people"))
    for _ in range(20):
        make.person()
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("demo:people"))


def test_an_empty_demonstration_says_what_will_be_here(client):
    assert b"Nobody is here yet" in client.get(reverse("demo:people")).content


def test_production_refuses_to_start_with_the_demonstration(settings):
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="production"):
        importlib.reload(threespires.demo.apps)
    with pytest.raises(ImproperlyConfigured):
        threespires.demo.apps.Demo.ready(None)
    settings.PRODUCTION = False
    importlib.reload(threespires.demo.apps)
