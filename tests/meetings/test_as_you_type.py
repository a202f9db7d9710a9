"""What the script of a meeting's page sends as one types: the note alone, as the Save button would."""

import pytest

from tests.meetings.pages import fields_of, item_page, said
from threespires.meetings import operations

pytestmark = pytest.mark.django_db


def as_typed(client, page, shown, note):
    """Sends what the script sends."""
    sent = {name: shown[name] for name in ("version", "note_was")}
    return client.post(page, {**sent, "note": note, "do": "save"})


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
    assert page.count(" data-saved") == 3
    assert "no-store" in answer["Cache-Control"], "coming back shows what was saved"


def test_words_that_another_wrote_meanwhile_are_shown_and_saving_stops(p, as_person, live):
    item = live.items.first()
    client, page = as_person(p.administrator), item_page(live, item)
    shown = fields_of(client.get(page))
    operations.write_note(item, by=p.manager, note="The nurse asked")
    answer = as_typed(client, page, shown, "Housing said")
    assert answer.status_code == 200
    assert "Someone else changed this" in said(answer)
    assert "data-saves=" not in said(answer)


def test_the_same_words_sent_twice_stand_in_nobodys_way(p, as_person, live):
    client, page = as_person(p.administrator), item_page(live, live.items.first())
    shown = fields_of(client.get(page))
    for _ in range(2):
        assert as_typed(client, page, shown, "Housing said").status_code == 302
