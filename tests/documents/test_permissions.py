"""Who opens a file."""

import pytest

from tests import make
from threespires.accounts.models import Person
from threespires.documents import permissions
from threespires.documents.models import Document


@pytest.mark.parametrize(("answers", "opens"), [([], False), ([False], False), ([False, True], True)])
def test_a_file_is_opened_by_whoever_some_room_lets(monkeypatch, answers, opens):
    asked, file, person = [], Document(status=Document.Status.CLEAN), Person(pk=1)

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
    file = make.document(p.manager)
    assert not permissions.may_open(p.manager, file)


@pytest.mark.django_db
@pytest.mark.parametrize("status", Document.Status.values)
def test_before_it_is_let_out_nobody_opens_it_and_whoever_handed_it_in_sees_how_it_stands(monkeypatch, status):
    p = make.partnership()
    file = make.document(p.manager, status=status)
    opened = status in ("clean", "not_scanned")
    assert bool(permissions.may_see(p.manager, file)) is not opened
    assert not permissions.may_see(p.reviewer, file)
    monkeypatch.setattr("threespires.kernel.plates.gathered", lambda name: [lambda *_: True])
    assert bool(permissions.may_open(p.manager, file)) is opened
    assert permissions.may_see(p.reviewer, file)


@pytest.mark.django_db
def test_a_refusal_is_told_to_whoever_handed_the_file_in_until_they_have_read_so():
    p = make.partnership()
    file = make.document(p.manager, status="refused")
    assert [name for name, person in p.people.items() if file in permissions.visible_refusals(person)] == ["manager"]
    Document.objects.update(seen=True)
    assert not permissions.visible_refusals(p.manager)
