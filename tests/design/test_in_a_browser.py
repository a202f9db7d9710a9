"""The gallery in a real browser: clean by axe and whole at 320 px; keyboard and focus."""

import mimetypes
from pathlib import Path

import pytest
from django.template import engines

from tests.journeys.browsing import assert_accessible, assert_fits
from threespires.design import gallery
from tools import assets

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://threespires.test"
PAGES = ["/design/", *(f"/design/{chapter}/" for chapter in gallery.CHAPTERS)]


@pytest.fixture(scope="module")
def made():
    """The gallery's pages, of a site of its own; the browser is handed them, so that no server need run."""
    assets.build(ROOT)
    template, site = engines["jinja2"].env.get_template, {"site": gallery.things()["site"]}
    chapters = [(key, title, gallery.purposes(key)) for key, title in gallery.CHAPTERS.items()]
    pages = {"/design/": template("design/gallery/chapters.html").render({"chapters": chapters} | site)}
    for key, title in gallery.CHAPTERS.items():
        shown = {"title": title, "entries": gallery.entries(key)} | site
        pages[f"/design/{key}/"] = template("design/gallery/chapter.html").render(shown)
    return pages


@pytest.fixture
def opened(made, browser):
    """Opens a page at a width."""
    shown = []

    def answer(route):
        address = route.request.url.removeprefix(ADDRESS)
        if address in made:
            return route.fulfill(body=made[address], content_type="text/html")
        file = ROOT / "build" / address.lstrip("/")
        return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])

    def open_at(address, width, **options):
        page = browser.new_page(viewport={"width": width, "height": 800}, **options)
        page.route("**/*", answer)
        page.goto(ADDRESS + address)
        shown.append(page)
        return page

    yield open_at
    for page in shown:
        page.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", PAGES)
def test_is_clean_by_axe_and_no_wider_than_the_screen(opened, address, width):
    page = opened(address, width)
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("scripted", [True, False])
def test_gives_the_error_summary_the_focus(opened, scripted):
    page = opened("/design/moments/", 1280, java_script_enabled=scripted)
    assert page.locator(".govuk-error-summary:focus").count() == 1


def test_leads_the_keyboard_past_the_header_first(opened):
    page = opened("/design/words/", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_folds_the_filter_on_a_phone_where_script_can_unfold_it(opened):
    field = "#filter-agency"
    assert not opened("/design/finding/", 320).locator(field).is_visible()
    assert opened("/design/finding/", 1280).locator(field).is_visible()
    assert opened("/design/finding/", 320, java_script_enabled=False).locator(field).is_visible()
