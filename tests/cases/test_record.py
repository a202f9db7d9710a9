"""Who reads and who changes a case record is written down in the same transaction, and only added to."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.cases.anchors import drop_anchor
from threespires.cases.chain import Anchor, first_break
from threespires.cases.keys import record_key
from threespires.cases.models import CaseRecord, Entry, Head, Hold, Interest, case_models
from threespires.cases.recording import changed, looked
from threespires.cases.triggers import put_up, take_down
from threespires.documents.models import CaseFile
from threespires.kernel.verdict import Refused
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning, Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def own(settings, tmp_path):
    """Keys and anchors of the test's own."""
    settings.KEYS, settings.ANCHORS, settings.KEY_STORE = (tmp_path / name for name in ("keys", "anchors", "store"))
    return tmp_path


def page(name, *args):
    return reverse(f"learning:{name}", args=["practice-review", *args])


def deeds():
    return list(Entry.objects.order_by("number").values_list("verb", "kind", "person__name"))


def whole():
    head = Head.objects.get()
    entries = Entry.objects.order_by("number")
    return first_break(record_key(begun=True), entries, Anchor(head.number, head.seal)) is None


def test_every_kind_of_case_record_stands_on_the_base():
    assert case_models() == [Hold, Interest, CaseFile, CaseLearning, Release]
    assert all(issubclass(model, CaseRecord) for model in case_models())


def test_what_is_done_to_case_records_is_written_down_by_whom_and_in_which_seat(p):
    kept = make.case_learning(p, by=p.reviewer)
    drafted = make.release(p, sources=[kept])
    learning.return_release(drafted, by=p.second_reviewer, because="Say who gathers it")
    assert deeds() == [
        ("case_learning.kept", "learning.caselearning", "Reviewer"),
        ("release.drafted", "learning.release", "Reviewer"),
        ("release.returned", "learning.release", "Second reviewer"),
    ]
    last = Entry.objects.first()
    assert (last.group, last.thing) == (p.practice_review, str(drafted.pk))
    assert last.seat == "Second reviewer, member, Practice Review Group"
    assert whole()


def test_what_is_undone_leaves_no_entry(p):
    kept = make.case_learning(p)
    before = deeds()
    with transaction.atomic():
        looked([kept], by=p.reviewer, seat="Chair")
        transaction.set_rollback(True)
    assert deeds() == before
    assert Head.objects.get().number == len(before)


@pytest.mark.parametrize("name", ["case", "draft"])
def test_whoever_opens_a_page_of_case_records_is_written_down_for_each(p, client, name):
    make.release(p, sources=[make.case_learning(p), make.case_learning(p, title="Case Wren")])
    before = Entry.objects.count()
    client.force_login(p.second_reviewer)
    client.get(page(name))
    read = Entry.objects.filter(number__gt=before)
    kinds = ["learning.caselearning"] * 2 + ["learning.release"] * (name == "case")
    assert sorted(read.values_list("kind", flat=True)) == kinds
    assert {(entry.verb, entry.person) for entry in read} == {("read", p.second_reviewer)}


@pytest.mark.parametrize("name", ["release", "return", "redraft"])
def test_whoever_opens_a_release_is_written_down(p, client, name):
    release = make.release(p)
    if name == "redraft":
        learning.return_release(release, by=p.second_reviewer, because="Say who gathers it")
    client.force_login(p.second_reviewer)
    assert client.get(page(name, release.case_id)).status_code == 200
    assert ("read", "learning.release", "Second reviewer") in deeds()


def test_whoever_is_refused_reads_nothing_and_is_not_written_down(p, client):
    release = make.release(p)
    before = deeds()
    client.force_login(p.manager)
    for address in (page("case"), page("draft"), page("release", release.case_id)):
        assert client.get(address).status_code == 404
    assert deeds() == before


def test_reading_many_takes_as_many_statements_as_reading_one(p, client):
    make.case_learning(p)
    client.force_login(p.reviewer)
    taken = []
    for _ in range(2):
        client.get(page("case"))
        with CaptureQueriesContext(connection) as asked:
            client.get(page("case"))
        taken.append(len(asked))
        for number in range(12):
            make.case_learning(p, title=f"Case {number}")
    assert taken[0] == taken[1]


@pytest.mark.parametrize(
    "deed",
    [
        lambda: Entry.objects.update(seat="Nobody"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.filter(number=1).update(verb="read"),
    ],
)
def test_the_database_refuses_to_alter_or_remove_an_entry(p, deed):
    make.case_learning(p)
    with pytest.raises(DatabaseError, match="The record of who looked is only added to"), transaction.atomic():
        deed()
    assert Entry.objects.count() == 1


def test_the_commands_say_that_the_record_is_whole_or_where_it_breaks(p, capsys, own):
    for number in range(5):
        make.case_learning(p, title=f"Case {number}")
    call_command("record", "anchor")
    call_command("record", "check")
    assert capsys.readouterr().out == "Written down up to entry 5.\nThe record is whole, up to entry 5.\n"
    take_down()
    try:
        Entry.objects.filter(number=3).update(person=p.manager)
        with pytest.raises(CommandError, match="The record breaks at entry 3: The entry has been altered"):
            call_command("record", "check")
        Entry.objects.filter(number__gte=3).delete()
        last = Entry.objects.first()
        Head.objects.update(number=last.number, seal=last.seal)
        with pytest.raises(CommandError, match="breaks at entry 3: The record ends here, and once went on to entry 5"):
            call_command("record", "check")
    finally:
        connection.check_constraints()
        put_up()


def test_an_empty_record_is_whole(capsys, own):
    call_command("record", "anchor")
    call_command("record", "check")
    assert capsys.readouterr().out == "Written down up to entry 0.\nThe record is whole, up to entry 0.\n"


def test_an_anchor_that_nobody_wrote_here_is_named(own):
    (own / "anchors").mkdir()
    (own / "anchors" / "record.txt").write_text("0 abc 2026-03-03T09:00:00+00:00\nnonsense\n")
    with pytest.raises(CommandError, match=r"Line 2 of .*record\.txt isn’t one of an entry"):
        call_command("record", "check")


def test_the_clock_writes_down_where_the_record_has_got_to(p, own):
    assert drop_anchor() == 0
    make.case_learning(p)
    assert drop_anchor() == 1
    assert (own / "anchors" / "record.txt").read_text().startswith(f"1 {Head.objects.get().seal} ")


def test_without_its_key_case_records_stay_shut(p, own, client):
    kept = make.case_learning(p)
    assert (own / "keys" / "record.key").stat().st_mode & 0o777 == 0o400
    (own / "keys" / "record.key").unlink()
    with pytest.raises(Refused, match="nobody could tell later who had looked"):
        looked([kept], by=p.reviewer, seat="Chair")
    client.force_login(p.reviewer)
    page_of_cases = client.get(page("case"))
    assert page_of_cases.status_code == 403
    assert kept.title not in page_of_cases.content.decode()
    with pytest.raises(CommandError, match="Put it back from where it is kept safe"):
        call_command("record", "check")
    assert Entry.objects.count() == 1


def test_what_the_calendar_does_is_nobodys(p):
    changed("release.released", make.release(p), by=None)
    assert Entry.objects.first().person is None
    assert whole()
