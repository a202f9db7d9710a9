"""No kind of record is forgotten: each leaves, or it is said why not."""

import pytest
from django.apps import apps
from django.db.models import QuerySet

from tests import make
from threespires.cases.models import case_models
from threespires.kernel import plates
from threespires.kernel.leaving import kinds, staying
from threespires.leaving.placing import leaves_sealed

MODELS = apps.get_models()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_kind_of_record_leaves_or_says_why_not(model):
    leaves, stays = model in kinds(), staying().get(model._meta.label_lower)
    assert leaves != bool(stays), "name it in the room’s leaving.py: as what leaves, or as what stays and why"


@pytest.mark.parametrize("model", case_models(), ids=lambda model: model._meta.label_lower)
def test_case_records_leave_only_sealed(model):
    kind = kinds()[model]
    assert leaves_sealed(kind)
    assert not kind.may_go_along
    assert (kind.of_group, kind.all_of) == ((), ())


@pytest.mark.parametrize(
    "room", [room for room in plates.rooms() if list(room.get_models())], ids=lambda room: room.name
)
def test_every_room_with_records_says_what_leaves(room):
    assert room.leaving


@pytest.mark.django_db
@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.label)
def test_what_a_kind_says_of_its_groups_can_be_asked(kind):
    p = make.partnership()
    for group in (p.executive, p.early_help, p.practice_review, p.forum):
        for asked in (kind.own(p.manager, group), kind.kept_to(group)):
            assert isinstance(asked, QuerySet)
            list(asked)
