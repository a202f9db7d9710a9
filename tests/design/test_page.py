from datetime import date
from types import SimpleNamespace

import pytest
from django.template import engines

SITE = {
    "partnership_name": "Anytown",
    "demo": True,
    "demo_words": "All invented.",
    "marking": "OFFICIAL-SENSITIVE · The case group only",
    "places": [
        {"text": "Home", "href": "/", "current": False},
        {"text": "Thread", "href": "/thread/", "current": True},
    ],
    "footer_links": [{"text": "Accessibility", "href": "/accessibility/"}],
    "person_name": "Ruth Pemberton",
    "account_href": "/account/",
    "search_href": "/search/",
    "as_of": None,
    "as_of_return_href": "/?now",
    "today": date(2026, 3, 3),
}


def render(body="", site=SITE, **context):
    source = '{% extends "design/page.html" %}{% block title %}Plan{% endblock %}' + body
    given = {"site": site} if site is not None else {}
    return engines["jinja2"].env.from_string(source).render(given | context)


def test_stands_without_anything_of_the_site():
    html = render(site=None)
    assert "<title>Plan – Threespires</title>" in html
    assert "Menu" not in html
    assert "ts-strip" not in html


def test_shows_where_one_is_and_where_one_can_go():
    html = render()
    assert '<a class="ts-places__link" href="/thread/" aria-current="true">Thread</a>' in html
    assert html.count("aria-current") == 1
    assert 'href="/menu/"' in html


def test_stands_the_marking_below_the_demonstration_and_above_the_header():
    html = render()
    assert html.index("All invented.") < html.index("OFFICIAL-SENSITIVE") < html.index("<header")


def test_says_that_another_day_is_shown():
    html = render(site=SITE | {"as_of": date(2025, 3, 3)})
    assert "as they stood on <strong>3 March 2025</strong>" in html
    assert 'href="/?now"' in html


def test_says_in_the_title_and_at_the_top_that_there_is_a_mistake():
    form = SimpleNamespace(
        errors={"due": ["Due date must include a year"]}, first_control=lambda name: f"id_{name}_year"
    )
    html = render("{% block content %}<h1>Plan</h1>{% endblock %}", form=form)
    assert "<title>Error: Plan – Threespires</title>" in html
    assert '<a href="#id_due_year">Due date must include a year</a>' in html
    assert html.index("There is a problem") < html.index("<h1>Plan</h1>")


def test_says_nothing_of_mistakes_when_a_form_has_none():
    html = render(form=SimpleNamespace(errors={}))
    assert "Error:" not in html
    assert "There is a problem" not in html


def test_says_what_was_done():
    assert "Action closed" in render(messages=iter(["Action closed"]))
    assert "notification" not in render(messages=[])


def test_leaves_out_an_aside_that_holds_nothing():
    assert "<aside" not in render("{% block side %} {% endblock %}")
    assert '<aside class="ts-columns__side">Beside' in render("{% block side %}Beside{% endblock %}")


@pytest.mark.parametrize("layout", ["reading", "work", "meeting", "full"])
def test_takes_the_layout_that_a_page_names(layout):
    assert f"ts-columns--{layout}" in render('{% set layout = "' + layout + '" %}')


def test_says_on_paper_who_printed_it_and_when():
    assert "Printed on 3 March 2026 by Ruth Pemberton" in render()


@pytest.mark.parametrize("page", ["refused", "not_found", "menu", "problem"])
def test_stands_even_when_nothing_is_given(page):
    assert "<h1" in engines["jinja2"].env.get_template(f"design/{page}.html").render({})


def test_refuses_with_the_reason_and_says_that_nothing_happened():
    html = engines["jinja2"].env.get_template("design/refused.html").render({"reason": "Someone else must confirm it."})
    assert "Someone else must confirm it. Nothing has happened." in html


def test_holds_no_style_and_no_script_of_its_own():
    html = render()
    assert "style=" not in html
    assert "<script>" not in html
    assert "onclick" not in html
