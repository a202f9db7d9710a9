"""Who opens a file."""

import pytest

from tests import make
from threespires.documents import permissions
from threespires.documents.models import Document


@pytest.mark.parametrize(("answers", "opens"), [([], False), ([False], False), ([False, True], True)])
def test_a_file_is_opened_by_whoever_some_room_lets(monkeypatch, answers, opens):
    asked, file, person = [], Document(), object()

    def room(answer):
        return lambda *about: asked.append(about) or answer

    monkeypatch.setattr(
        "threespires.kernel.plates.gathered",
        lambda name: [room(answer) for answer in answers] if name == "file_access" else [],
    )
    verdict = permissions.may_open(person, file)
    assert bool(verdict) is opens
    assert asked == [(person, file)] * len(answers)
    assert opens or "stands beside" in verdict.reason


@pytest.mark.django_db
def test_a_file_that_stands_beside_nothing_is_opened_by_nobody():
    p = make.partnership()
    file = Document.objects.create(name="a.pdf", size=1, uploaded_by=p.manager)
    assert not permissions.may_open(p.manager, file)
