"""What left with a group is read back in, row for row, into an installation that holds nothing."""

import pytest

from tests import make
from tests.leaving.emptying import empty
from tests.leaving.test_group import rows, taken
from tests.pages.world import World
from threespires.leaving import packing
from threespires.leaving.reading import read
from threespires.thread.actions.models import Action
from threespires.thread.learning.models import Learning

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_it_reads_back_in_row_for_row(settings, tmp_path):
    world = World()
    files = taken(world.p.scrutineer, world.p.implementation)
    group, by = world.p.implementation, world.p.scrutineer
    content = packing.pack(packing.read(by, group), lambda done: None)
    file = tmp_path / "group.zip"
    file.write_bytes(content)
    before = {name: rows(files, name[8:-6]) for name in files if name.endswith(".jsonl")}
    empty(settings, tmp_path / "new")
    counted = read(file)
    assert counted == {name[8:-6]: len(told) for name, told in before.items()} | {"sealed": 0}
    assert Action.objects.get(ref=world.action.ref).title == world.action.title
    assert Learning.objects.filter(ref=world.learning.ref).exists()
    again = make.person("Came after")
    assert again.pk == max(row["id"] for row in before["records/accounts.person.jsonl"]) + 1
