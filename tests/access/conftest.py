"""One crawl of the whole application, as every kind of person, for all tests of access: it is asked some thousand
times, and what was found is kept as plain words."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests.access.crawl import Crawl
from tests.access.people import kinds
from tests.access.planting import Planted
from tests.application import asked_through_the_wall
from tests.make.meetings import on
from tests.pages.world import World
from threespires.search.indexing import rebuild


@pytest.fixture(scope="session")
def crawl(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """What everyone found everywhere. The world in which they went is gone again."""
    with (
        pytest.MonkeyPatch.context() as patch,
        on(date(2026, 2, 10)),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        world = World()
        planted = Planted(world)
        people = kinds(world, *planted.cases)
        rebuild()
        with asked_through_the_wall():
            made = Crawl(world, planted, people)
        transaction.set_rollback(True)
    return made
