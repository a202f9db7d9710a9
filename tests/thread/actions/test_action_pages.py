"""One action in the browser: whose turn it is, reporting, evidence, completion, changing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from threespires.documents.models import Document
from threespires.thread.actions import operations
from threespires.thread.actions.models import Evidence, Update

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"
SCRIPT = "<script>alert(1)</script>"

# Whose turn


@pytest.mark.parametrize(
    ("status", "turn"),
    [
        ("not_started", "With Housing officer, Housing, until 12 March 2026."),
        ("in_progress", "With Housing officer, Housing, until 12 March 2026."),
        ("proposed", "With the Implementation Group, to accept or return since 10 February 2026."),
        ("returned", "Returned to Housing officer, Housing: Show it in use."),
        ("accepted", "Accepted by the Implementation Group on 10 February 2026."),
        ("withdrawn", "Withdrawn: No longer needed."),
    ],
)
def test_page_says_whose_turn_it_is(p, see, status, turn):
    assert turn in see(p.manager, make.action(p, status).get_absolute_url())


def test_page_says_that_an_answer_is_awaited(p, see):
    escalation = make.escalation(p)
    page = see(p.manager, escalation.action.get_absolute_url())
    assert "With the Executive Board, which is to answer since 10 February 2026." in page


def test_page_says_late_beside_the_date(p, see, clock_at):
    action = make.action(p, "in_progress")
    clock_at(date(2026, 3, 15))
    page = see(p.manager, action.get_absolute_url())
    assert "It was due on 12 March 2026." in page
    assert "3 days late" in page


# Buttons


BUTTONS = {
    "Save update": {"housing_officer", "manager"},
    "/accept/": {"police_officer", "scrutineer"},
    "/return/": {"police_officer", "scrutineer"},
    "/escalate/": {"police_officer", "scrutineer", "housing_officer"},
    "/change/": {"police_officer", "scrutineer", "housing_officer", "manager"},
    "/withdraw/": {"scrutineer", "manager"},
    "Add evidence": {"housing_officer", "manager"},
}


@pytest.mark.parametrize("button", BUTTONS)
def test_button_is_shown_to_those_who_may_use_it(p, see, button):
    address = make.action(p, "proposed").get_absolute_url()
    people = ("housing_officer", "manager", "police_officer", "scrutineer", "chief_executive", "reviewer")
    assert {name for name in people if button in see(p.people[name], address)} == BUTTONS[button]


def test_proposer_on_the_group_reads_why_another_must_judge(p, see):
    page = see(p.housing_officer, make.action(p, "proposed").get_absolute_url())
    assert "another member of Implementation Group must judge it" in page


@pytest.mark.parametrize("step", ["propose", "return", "escalate", "change", "withdraw", "evidence"])
def test_page_of_a_step_is_refused_to_who_may_not(p, see, step):
    action = make.action(p, "in_progress")
    assert "We can’t do that" in see(p.second_reviewer, f"{action.get_absolute_url()}{step}/", status=403)
    see(p.outsider, f"{action.get_absolute_url()}{step}/", status=404)


def test_accepting_by_a_mere_address_does_nothing(p, see):
    action = make.action(p, "proposed")
    see(p.police_officer, f"{action.get_absolute_url()}accept/", status=302)
    action.refresh_from_db()
    assert action.status == "proposed"


# Reporting


def test_update_is_saved_right_there(p, send):
    action = make.action(p)
    answer = send(p.housing_officer, action.get_absolute_url(), text="Begun.", status="in_progress", version="1")
    assert (answer.status_code, answer.url) == (302, action.get_absolute_url())
    assert action.updates.get().text == "Begun."


def test_update_shows_newest_first_and_escapes_what_was_typed(p, see):
    action = make.action(p, "in_progress")
    operations.update(action, by=p.housing_officer, text=SCRIPT)
    page = see(p.manager, action.get_absolute_url())
    assert SCRIPT not in page
    assert page.index("&lt;script&gt;") < page.index("We have begun.")


def test_update_without_words_keeps_what_was_typed_and_names_the_field(p, send):
    action = make.action(p)
    page = send(
        p.housing_officer, action.get_absolute_url(), text="", status="blocked", blocked_because=""
    ).content.decode()
    assert "Error: " in page
    assert "Enter what has happened" in page
    assert "Enter what blocks it" in page
    assert 'value="blocked" checked' in page


def test_update_with_a_state_out_of_reach_is_a_mistake(p, send):
    action = make.action(p)
    page = send(p.housing_officer, action.get_absolute_url(), text="Done.", status="accepted").content.decode()
    assert "Choose the state" in page
    assert not Update.objects.exists()


def test_update_of_another_persons_action_is_refused(p, send):
    action = make.action(p)
    assert send(p.police_officer, action.get_absolute_url(), text="Mine.", status="in_progress").status_code == 403
    assert not Update.objects.exists()


def test_second_of_two_who_update_sees_theirs_and_loses_nothing(p, send, client):
    action = make.action(p)
    seen = action.version
    operations.update(action, by=p.manager, text="Heard it is stuck.", status="blocked", blocked_because="No server.")
    typed = {"text": "We have begun.", "status": "in_progress", "version": str(seen), "blocked_because": ""}
    page = send(p.housing_officer, action.get_absolute_url(), **typed).content.decode()
    assert "Someone else changed this" in page
    assert "Manager saved at" in page
    assert "We have begun.</textarea>" in page
    assert "Heard it is stuck." in page
    assert action.updates.count() == 1
    action.refresh_from_db()
    assert f'name="version" value="{action.version}"' in page
    send(p.housing_officer, action.get_absolute_url(), **{**typed, "version": str(action.version)})
    action.refresh_from_db()
    assert (action.status, action.updates.count()) == ("in_progress", 2)


def test_sending_twice_makes_one_update(p, send):
    action = make.action(p)
    for _ in range(2):
        answer = send(p.housing_officer, action.get_absolute_url(), text="Once.", status="in_progress", once="token")
        assert answer.status_code == 302
    assert Update.objects.count() == 1


# Parts


def test_part_is_reported_on_by_its_agency_on_its_own_page(p, see, send):
    action = make.joint_action(p)
    part = action.parts.get(agency=p.schools)
    address = f"{action.get_absolute_url()}parts/{part.pk}/"
    assert address in see(p.schools_officer, action.get_absolute_url())
    assert "Our part is complete" in see(p.schools_officer, address)
    answer = send(p.schools_officer, address, text="All offices trained.", status="proposed", version="1")
    assert answer.url == part.get_absolute_url()
    part.refresh_from_db()
    assert (part.status, part.updates.get().text) == ("proposed", "All offices trained.")
    assert "Save update" not in see(p.housing_officer, address)


def test_part_of_another_action_is_not_there(p, see):
    part = make.joint_action(p).parts.first()
    see(p.manager, f"{make.action(p).get_absolute_url()}parts/{part.pk}/", status=404)


def test_evidence_of_a_part_stands_beside_it(p, send, see):
    action = make.joint_action(p)
    part = action.parts.get(agency=p.schools)
    address = f"{action.get_absolute_url()}parts/{part.pk}/evidence/"
    send(p.schools_officer, address, kind="text", title="Attendance list", text="58 of 60 offices")
    assert action.evidence.get().part == part
    assert "58 of 60 offices" in see(p.manager, f"{action.get_absolute_url()}parts/{part.pk}/")


def test_change_of_a_part_keeps_a_day_that_has_gone_by(p, send, clock_at):
    part = make.joint_action(p).parts.get(agency=p.schools)
    clock_at(date(2026, 4, 1))
    address = f"{part.action.get_absolute_url()}parts/{part.pk}/change/"
    facts = {"title": "All school offices", "agency": p.schools.pk, "owner": p.schools_officer.pk, "version": "1"}
    assert send(p.manager, address, **facts, due_on="2026-03-02").status_code == 302
    part.refresh_from_db()
    assert (part.title, part.due_on) == ("All school offices", date(2026, 3, 2))
    wrong = send(p.manager, address, **{**facts, "version": "2"}, due_on="2026-03-03").content.decode()
    assert "The day by which it is done must be today or later" in wrong


@pytest.mark.parametrize(
    ("title", "said"), [("All school offices", "Changed"), ("", "Nothing changed: what you saved is what stood here")]
)
def test_change_says_whether_anything_changed(p, send, see, title, said):
    action = make.joint_action(p)
    part = action.parts.get(agency=p.schools)
    whole = action.get_absolute_url()
    for thing, address in ((action, whole), (part, f"{whole}parts/{part.pk}/")):
        facts = {name: getattr(thing, name).pk for name in ("agency", "owner")}
        facts |= {"title": title or thing.title, "due_on": thing.due_on.isoformat(), "version": thing.version}
        facts |= {"description": action.description} if thing is action else {}
        assert send(p.manager, f"{address}change/", **facts).status_code == 302
        page = see(p.manager, address)
        assert f">{said}</p>" in page
        assert ("notification-banner--success" in page) == (said == "Changed")


# Evidence


def test_evidence_as_words_link_or_document(p, send, see, client):
    action = make.action(p)
    address = f"{action.get_absolute_url()}evidence/"
    file = SimpleUploadedFile("First list.pdf", PDF)
    sent = [
        {"kind": "text", "title": "In words", "text": "31 families."},
        {"kind": "link", "title": "On the web", "link": "https://example.test/list"},
        {"kind": "document", "title": "As a file", "file": file},
    ]
    for facts in sent:
        assert send(p.housing_officer, address, **facts).status_code == 302
    assert [piece.kind for piece in action.evidence.all()] == ["text", "link", "document"]
    page = see(p.reviewer, action.get_absolute_url())
    assert "https://example.test/list" in page
    assert "First list.pdf · PDF, 1 KB" in page
    document = Document.objects.get()
    assert client.get(document.get_absolute_url()).content == PDF
    see(p.outsider, document.get_absolute_url(), status=404)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Choose whether it is words, a link or a document"),
        ({"kind": "text"}, "Enter the words"),
        ({"kind": "link"}, "Enter the address"),
        ({"kind": "link", "link": "javascript:alert(1)"}, "must be a web address"),
        ({"kind": "link", "link": "ftp://example.test/list"}, "must be a web address"),
        ({"kind": "document"}, "Choose the file"),
        (
            {"kind": "document", "file": SimpleUploadedFile("list.pdf", b"<html>")},
            "The file must be PDF, Word, Excel, PowerPoint, PNG or JPEG",
        ),
        ({"kind": "text", "text": "\0"}, "holds a character that cannot be kept"),
    ],
)
def test_evidence_that_is_none_is_a_mistake_that_names_the_field(p, send, facts, said):
    action = make.action(p)
    page = send(p.housing_officer, f"{action.get_absolute_url()}evidence/", title="List", **facts).content.decode()
    assert said in page
    assert 'value="List"' in page
    assert not Evidence.objects.exists()
    assert not Document.objects.exists()


# Completion


def test_action_goes_from_proposed_to_returned_to_accepted(p, send):
    action = make.action(p, "in_progress")
    make.evidence(action)
    at = action.get_absolute_url()
    steps = [
        (p.housing_officer, "propose/", {"note": "Each Monday."}, "proposed"),
        (p.police_officer, "return/", {"wanted": "Show it in use."}, "returned"),
        (p.housing_officer, "propose/", {"note": "Photographs."}, "proposed"),
        (p.police_officer, "accept/", {}, "accepted"),
    ]
    for person, step, typed, status in steps:
        assert send(person, f"{at}{step}", **typed).url == at
        action.refresh_from_db()
        assert action.status == status


def test_accept_without_evidence_is_refused_with_the_reason(p, send):
    action = make.action(p, "in_progress")
    operations.propose(action, by=p.housing_officer, note="Done.")
    answer = send(p.police_officer, f"{action.get_absolute_url()}accept/")
    assert answer.status_code == 403
    assert "There is no evidence beside this action yet" in answer.content.decode()


# Changing


def facts_of(action, **otherwise):
    facts = {"title": action.title, "description": action.description, "owner": action.owner_id}
    return {**facts, "agency": action.agency_id, "due_on": "2026-06-01", "version": action.version, **otherwise}


def test_change_is_saved_and_told_in_history(p, send, see):
    action = make.action(p)
    send(p.manager, f"{action.get_absolute_url()}change/", **facts_of(action, owner=p.schools_officer.pk))
    page = see(p.reviewer, f"{action.get_absolute_url()}history/")
    for words in ("12 March 2026", "1 June 2026", "Housing officer", "Schools officer", "Manager, Board Manager"):
        assert words in page


def test_second_of_two_who_change_sees_theirs_and_loses_nothing(p, send):
    action = make.action(p)
    typed = facts_of(action, title="My title")
    operations.change(action, by=p.council_officer, title="Their title")
    page = send(p.manager, f"{action.get_absolute_url()}change/", **typed).content.decode()
    assert "Someone else changed this" in page
    assert "Their title" in page
    assert 'value="My title"' in page
    action.refresh_from_db()
    assert action.title == "Their title"


def test_owner_who_takes_part_no_longer_cannot_be_chosen(p, send):
    action = make.action(p)
    page = send(p.manager, f"{action.get_absolute_url()}change/", **facts_of(action, owner=p.outsider.pk))
    assert "Choose who owns it from the list" in page.content.decode()


# Statements


@pytest.mark.parametrize("size", [1, 8])
def test_page_has_as_many_statements_however_much_stands_on_it(p, client, size, django_assert_max_num_queries):
    action = make.action(p, "in_progress")
    for number in range(size):
        operations.update(action, by=p.housing_officer, text=f"Update {number}")
        make.evidence(action)
        make.effect_test(p, actions=[action])
        escalation = make.escalation(p, action=action)
        operations.answer(escalation, by=p.scrutineer, answer="Yes.")
    client.force_login(p.manager)
    with django_assert_max_num_queries(24):
        client.get(action.get_absolute_url())
