"""What the script of a meeting's page sends as one types: the note alone, as the Save button would."""

from datetime import timedelta

import pytest

from tests.make import meetings as made
from tests.meetings.pages import fields_of, item_page, said
from threespires.history.models import Event
from threespires.kernel.clock import at, now, today
from threespires.meetings import operations
from threespires.meetings.models import Typing
from threespires.meetings.reminders import tell_notes

pytestmark = pytest.mark.django_db


def as_typed(client, page, shown, note):
    """Sends what the script sends."""
    sent = {"note_was": shown["note_was"], "note": note, "do": "save", "as_typed": "yes"}
    return client.post(page, sent)


def told(item):
    """What history tells of the note, the oldest first: who, and from what to what."""
    events = Event.objects.about(item).filter(verb="agenda_item.noted").order_by("at", "pk")
    return [(event.person, event.changes.get("note")) for event in events]


def type_on(item, who, *notes, **facts):
    for note in notes:
        operations.write_note(item, by=who, note=note, as_typed=True, **facts)


def test_saving_on_and_on_needs_only_what_the_last_answer_said(p, as_person, live):
    item = live.items.first()
    client, page = as_person(p.administrator), item_page(live, item)
    answer = client.get(page)
    for note in ("Housing", "Housing said", "Housing said so."):
        saved = as_typed(client, page, fields_of(answer), note)
        assert saved.status_code == 302
        answer = client.get(saved.url)
        assert "by Administrator</p>" in said(answer)
    item.refresh_from_db()
    assert item.note == "Housing said so."


def test_the_page_marks_what_the_script_sends_and_puts_anew(p, as_person, live):
    answer = as_person(p.administrator).get(item_page(live, live.items.first()))
    page = said(answer)
    assert 'data-saves="note"' in page
    assert 'name="note_was"' in page
    assert " data-saved" in page
    assert "no-store" in answer["Cache-Control"], "coming back shows what was saved"


def test_words_that_another_wrote_meanwhile_stand_beside_ones_own(p, as_person, live):
    item = live.items.first()
    client, page = as_person(p.administrator), item_page(live, item)
    shown = fields_of(client.get(page))
    operations.write_note(item, by=p.manager, note="The nurse asked.", as_typed=True)
    answer = client.get(as_typed(client, page, shown, "Housing said").url)
    assert fields_of(answer)["note_was"] == fields_of(answer)["note"] == "Housing said\nThe nurse asked."
    # The page still holds what was typed there, and sends on from that.
    as_typed(client, page, {"note_was": "Housing said"}, "Housing said so.")
    item.refresh_from_db()
    assert item.note == "Housing said so.\nThe nurse asked."


def test_of_words_that_both_changed_both_wordings_stay_and_the_page_says_so(p, as_person, live):
    item = live.items.first()
    operations.write_note(item, by=p.manager, note="About thirty families")
    client, page = as_person(p.administrator), item_page(live, item)
    shown = fields_of(client.get(page))
    operations.write_note(item, by=p.manager, note="About forty families")
    saved = as_typed(client, page, shown, "About twenty families")
    assert "both wordings are kept" in said(client.get(saved.url))
    item.refresh_from_db()
    assert item.note == "About twenty forty families"


def test_what_was_sent_and_not_answered_is_sent_again_and_stands_once(p, as_person, live):
    """The answer was lost on its way: the same is sent again after somebody else wrote on."""
    item = live.items.first()
    client, page = as_person(p.administrator), item_page(live, item)
    sent = {"note_was": "", "note": "Housing said", "do": "save", "as_typed": "yes", "once": "1"}
    client.post(page, sent)
    operations.write_note(item, by=p.manager, note="Housing said. The nurse asked", as_typed=True)
    assert client.post(page, sent).status_code == 302
    item.refresh_from_db()
    assert item.note == "Housing said. The nurse asked"


def test_the_page_tells_that_two_are_writing(p, as_person, live):
    item = live.items.first()
    type_on(item, p.manager, "The nurse asked")
    page = item_page(live, item)
    assert "Two people are writing" in said(as_person(p.administrator).get(page))
    assert "Two people are writing" not in said(as_person(p.manager).get(page))


def test_the_same_words_sent_twice_stand_in_nobodys_way(p, as_person, live):
    client, page = as_person(p.administrator), item_page(live, live.items.first())
    shown = fields_of(client.get(page))
    for _ in range(2):
        assert as_typed(client, page, shown, "Housing said").status_code == 302


def test_what_is_typed_on_and_on_is_told_once_when_it_is_saved_by_hand(p, as_person, live):
    item = live.items.first()
    client, page = as_person(p.administrator), item_page(live, item)
    answer = client.get(page)
    for note in ("Housing", "Housing said", "Housing said so."):
        answer = client.get(as_typed(client, page, fields_of(answer), note).url)
    assert told(item) == []
    client.post(page, fields_of(answer) | {"do": "save"})
    assert told(item) == [(str(p.administrator), ["", "Housing said so."])]
    assert not Typing.objects.exists()
    assert "by Administrator</p>" in said(client.get(page))


def test_each_persons_words_are_told_as_theirs_and_as_they_follow_one_another(p, live):
    item = live.items.first()
    type_on(item, p.administrator, "One", "One two")
    type_on(item, p.manager, "One two three", "One two, four")
    operations.write_note(item, by=p.administrator, note="One two, five")
    assert told(item) == [
        (str(p.administrator), ["", "One two"]),
        (str(p.manager), ["One two", "One two, four"]),
        (str(p.administrator), ["One two, four", "One two, five"]),
    ]


def test_what_is_typed_for_long_is_told_now_and_then_at_the_time_of_its_last_word(p, live):
    item, begun = live.items.first(), now()
    for minutes, note in ((0, "One"), (6, "One two"), (12, "One two three")):
        with at(begun + timedelta(minutes=minutes)):
            type_on(item, p.administrator, note)
    assert told(item) == [(str(p.administrator), ["", "One two"])]
    assert Event.objects.about(item).first().at == begun + timedelta(minutes=6)


def test_the_clock_tells_what_rests_and_leaves_what_is_still_being_typed(p, live):
    item = live.items.first()
    type_on(item, p.administrator, "One")
    begun = Typing.objects.get().since
    with at(begun + timedelta(minutes=9)):
        assert tell_notes() == 0
    with at(begun + timedelta(minutes=10)):
        assert (tell_notes(), tell_notes()) == (1, 0)
    assert told(item) == [(str(p.administrator), ["", "One"])]


def test_closing_the_meeting_tells_what_was_typed(p, live):
    item = live.items.first()
    type_on(item, p.administrator, "One")
    operations.close_meeting(live, by=p.manager)
    assert told(item) == [(str(p.administrator), ["", "One"])]


def test_words_taken_back_before_they_are_told_leave_no_trace_and_no_gap(p, live):
    item = live.items.first()
    type_on(item, p.administrator, "One", "")
    operations.tell_notes([item])
    assert (told(item), item.note) == ([], "")


def test_whoever_is_shown_anothers_words_sees_whose_they_are(p, as_person, live):
    item = live.items.first()
    client, page = as_person(p.administrator), item_page(live, item)
    sent = {**fields_of(client.get(page)), "note_was": "The chair asked", "note": "Housing said", "do": "save"}
    type_on(item, p.manager, "The nurse asked")
    assert f"{p.manager}" in said(client.post(page, sent))
    assert told(item) == [(str(p.manager), ["", "The nurse asked"])]


def test_history_tells_that_a_case_group_wrote_and_none_of_its_words(p):
    meeting = made.open_meeting(p, p.practice_review, day=today())
    item = operations.add_item(meeting, by=p.reviewer, title="The case")
    type_on(item, p.reviewer, "What was said of it")
    operations.tell_notes([item])
    assert told(item) == [(str(p.reviewer), None)]
    assert "What was said" not in str(list(Event.objects.values()))
