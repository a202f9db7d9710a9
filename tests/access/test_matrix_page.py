"""The matrix stands in the reference as the rules have it now."""

import os
from datetime import date

import pytest

from tests.access import matrix
from tests.access.crawling import Pages
from tests.access.people import kinds
from tests.make.meetings import on
from tests.pages.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_page_says_what_the_rules_say(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with on(date(2026, 2, 10)):
        world = World()
        people, pages = kinds(world), Pages(world)
        page = matrix.written(pages, people, pages.foretold(people))
    if "THREESPIRES_WRITE" in os.environ:
        matrix.PAGE.write_text(page, encoding="utf-8")
    assert matrix.PAGE.exists(), "bin/check --write"
    assert matrix.PAGE.read_text(encoding="utf-8") == page, "docs/reference/matrix.md is stale: bin/check --write"
