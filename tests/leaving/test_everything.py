"""Everything leaves, and is read back in row for row; what cases hold leaves sealed."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.access.planting import Planted
from tests.leaving.emptying import empty
from tests.pages.world import World
from threespires.accounts.models import Person
from threespires.cases.models import Case, Disposal
from threespires.documents import store as files
from threespires.documents.models import Document
from threespires.kernel.leaving import kinds
from threespires.leaving import operations, parts
from threespires.leaving.everything import export
from threespires.leaving.folder import DIGESTS, NotRead, as_json, digest
from threespires.leaving.models import SealedPart
from threespires.leaving.reading import read
from threespires.leaving.rows import plain, row_of
from threespires.meetings.models import Meeting
from threespires.thread.learning.models import CaseLearning
from threespires.vault import boxes, store
from threespires.vault.sealing import Unreadable, unseal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    settings.KEYS, settings.ANCHORS, settings.KEY_STORE = (tmp_path / name for name in ("keys", "anchors", "store"))
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def world():
    return World()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "out"


def rows():
    """Every record that leaves, as it lies in the database."""
    gone = set(Disposal.objects.values_list("case", flat=True))
    return {
        kind.label: {
            str(one.pk): row_of(one, kind, keys=lambda model, key: plain(key), sealed=not kind.opened)
            for one in kind.model._default_manager.all()
            if not (kind.kept and getattr(one, "case_id", None) in gone)
        }
        for kind in kinds().values()
    }


def halves(part):
    return [store.key_of(name) for name in (part.first, part.second)]


def two_of(part, p):
    return (p.reviewer, p.second_reviewer) if part.group else (p.people["chief_executive"], p.people["health_lead"])


def open_all(taken, p, capture):
    """Two of each keeper bring their halves."""
    for part in SealedPart.objects.all():
        for person, half in zip(two_of(part, p), taken[part.pk], strict=True):
            with capture(execute=True):
                operations.bring_half(part, by=person, half=half)


def test_all_of_it_is_read_back_in_row_for_row(world, folder, settings, tmp_path, django_capture_on_commit_callbacks):
    export(folder)
    before, taken = rows(), {part.pk: halves(part) for part in SealedPart.objects.all()}
    content, of_case = files.read(world.document), boxes.take(world.case_file.case_id, world.case_file.pk)
    del before["history.event"]
    empty(settings, tmp_path / "new")
    assert sum(read(folder).values())
    assert not Case.objects.exists()
    assert files.read(Document.objects.get(pk=world.document.pk)) == content
    open_all(taken, world.p, django_capture_on_commit_callbacks)
    assert {part.failed_because for part in SealedPart.objects.all()} == {""}
    assert boxes.take(world.case_file.case_id, world.case_file.pk) == of_case
    after = rows()
    del after["history.event"]
    assert after == before
    assert CaseLearning.objects.first().title


OPEN_BY_RULE = {"Grellowap", "Brimsalt", "Thrankle", "Wimblefex", "Snorvick", "Plimsorrel", "quennifer"}
"""Words of open records that not everyone may see: whoever runs the server exports them."""


def test_nothing_that_a_case_group_keeps_nor_of_a_concern_stands_open(world, folder):
    Planted(world)
    export(folder)
    told = b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file()).decode(errors="replace")
    words = (
        "Zorblatt", "Vexmoor", "Hollivar", "Zephyrbane", "Quoxley", "Ashwindle", "Tarnuck", "Melbrook", "Fennimot",
        "Ostrenvale", "Yorvalind", "Crindlemere", "Vallowick", "Durnavon", "Pellimoor", "Harrowmist",
    )  # fmt: skip
    assert [word for word in words if word in told] == []
    assert [word for word in OPEN_BY_RULE if word not in told] == []
    of_cases = {f"{model}.jsonl" for model in ("cases.case", "cases.interest", "learning.caselearning", "cases.hold")}
    assert not of_cases & {file.name for file in folder.rglob("*.jsonl")}
    assert str(Meeting.objects.filter(group=world.p.practice_review).first().ref) not in told


def test_what_lets_people_sign_in_does_not_leave(world, folder):
    Person.objects.filter(pk=world.p.manager.pk).update(password="md5$salt$abcdef")
    export(folder)
    told = (folder / "records/accounts.person.jsonl").read_text()
    assert "password" not in told
    assert "abcdef" not in told


def test_neither_half_alone_nor_the_folder_opens_a_sealed_part(world, folder):
    export(folder)
    part = SealedPart.objects.filter(group=world.p.practice_review).latest("made_at")
    sealed = (folder / "sealed" / str(part.pk)).read_bytes()
    assert "keys.json" in parts.unpack(parts.opened(part, sealed))
    for half in halves(part):
        with pytest.raises(Unreadable):
            unseal(half, sealed, place=f"part:{part.pk}")
    told = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    for half in halves(part):
        assert half not in told
        assert half.hex().encode() not in told


def test_the_key_of_a_disposed_case_does_not_leave(world, folder):
    export(folder)
    part = SealedPart.objects.filter(group=world.p.practice_review).latest("made_at")
    files_in = parts.unpack(parts.opened(part, (folder / "sealed" / str(part.pk)).read_bytes()))
    gone = {str(key) for key in Disposal.objects.values_list("case", flat=True)}
    assert gone
    assert not gone & set(parts.read_keys(files_in["keys.json"]))
    assert not gone & set(part.cases)
    for name, content in files_in.items():
        if name.startswith("records/learning."):
            assert not any(key in content.decode() for key in gone)


def test_a_folder_that_holds_something_is_left_alone(folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("kept")
    with pytest.raises(CommandError, match="isn’t empty"):
        call_command("export", str(folder))
    assert [file.name for file in folder.iterdir()] == ["mine.txt"]


@pytest.fixture
def small(folder, settings, tmp_path):
    """A partnership with one case, exported, and an empty installation."""
    p = make.partnership()
    make.case_learning(p, title="Case Heron")
    make.action(p)
    call_command("export", str(folder))
    empty(settings, tmp_path / "new")
    return p


def alter(file, before, after):
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after, 1))


def sign_again(folder):
    """As somebody would who alters a file and its digest."""
    digests = json.loads((folder / DIGESTS).read_text())
    told = {name: digest((folder / name).read_bytes()) for name in digests}
    (folder / DIGESTS).write_bytes(as_json(told))


def test_a_file_that_was_altered_is_named_and_nothing_is_read_in(small, folder):
    alter(folder / "records/actions.action.jsonl", b"A-", b"B-")
    with pytest.raises(CommandError, match=r"records/actions\.action\.jsonl isn’t as it was written"):
        call_command("import", str(folder))
    assert not Person.objects.exists()


def test_a_file_that_is_missing_or_added_is_named(small, folder):
    (folder / "extra.txt").write_text("x")
    with pytest.raises(NotRead, match=r"extra\.txt isn’t of this export"):
        read(folder)
    (folder / "extra.txt").unlink()
    (folder / "records/actions.action.jsonl").unlink()
    with pytest.raises(NotRead, match=r"records/actions\.action\.jsonl is missing"):
        read(folder)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (b'"title"', b'"titel"', r"actions\.action\.jsonl, line 1: this version knows no titel"),
        (b'"due_on": "', b'"due_on": "x', r"actions\.action\.jsonl, line 1: "),
        (b"{", b"[", r"actions\.action\.jsonl, line 1: it can’t be read"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(small, folder, before, after, words):
    alter(folder / "records/actions.action.jsonl", before, after)
    sign_again(folder)
    with pytest.raises(NotRead, match=words):
        read(folder)
    assert not Person.objects.exists()


def test_rows_that_name_what_is_not_there_are_refused(small, folder):
    (folder / "records/actions.taskedwork.jsonl").write_bytes(b"")
    sign_again(folder)
    with pytest.raises(NotRead, match="hold together"):
        read(folder)
    assert not Person.objects.exists()


def test_what_somebody_forged_has_another_digest(small, folder, capsys):
    kept = digest((folder / DIGESTS).read_bytes())
    alter(folder / "records/actions.action.jsonl", b"A-1", b"A-9")
    sign_again(folder)
    with pytest.raises(CommandError, match="isn’t what was written"):
        call_command("import", str(folder), digest=kept)


def test_the_command_says_what_it_read_in(small, folder, capsys):
    call_command("import", str(folder))
    assert "Sealed parts, for two to open: 1" in capsys.readouterr().out
    assert not Person.objects.get(name="Reviewer").has_usable_password()


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_what_is_no_export_is_refused(tmp_path, content):
    file = tmp_path / "x.zip"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match="is no export"):
        call_command("import", str(file))


def test_nothing_is_read_in_where_there_is_something(folder):
    make.partnership()
    call_command("export", str(folder))
    with pytest.raises(CommandError, match=r"There are .* here"):
        call_command("import", str(folder))
