"""Everything written about a case is sealed under its key, in every kind of record there is or will be."""

from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps
from django.urls import reverse

from tests import make
from threespires.cases import operations as cases
from threespires.cases.models import Case, CaseRecord, Entry, case_models
from threespires.cases.recording import changes_of
from threespires.kernel.verdict import Refused
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning, Release
from threespires.vault import store
from threespires.vault.fields import SealedField
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import Unreadable

pytestmark = pytest.mark.django_db

CLEAR = (models.UUIDField, models.DateField, models.BooleanField, models.IntegerField, models.ForeignKey)
"""Kinds of fields in which nobody can write words: rules and filters need them."""


@pytest.fixture
def p():
    return make.partnership()


def open_to_words(model):
    """The fields of a model in which words could stand unsealed."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if not isinstance(field, (SealedField, *CLEAR)) and not (isinstance(field, models.CharField) and field.choices)
    ]


def raw(model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        rows = cursor.fetchall()
    return b"|".join(
        bytes(each) if isinstance(each, (bytes, memoryview)) else str(each).encode() for row in rows for each in row
    )


@pytest.mark.parametrize("model", [Case, *case_models()])
def test_no_case_record_has_a_field_in_which_words_stand_clear(model):
    assert open_to_words(model) == []


@isolate_apps("threespires.cases")
def test_a_case_record_with_words_in_the_clear_is_found():
    class Careless(CaseRecord):
        note = models.TextField()
        state = models.CharField(max_length=10, choices=[("open", "Open")])
        data = models.JSONField()

        class Meta:
            app_label = "cases"

    assert open_to_words(Careless) == ["note", "data"]


def test_the_database_holds_no_word_of_a_case_and_the_record_tells_it(p):
    kept = make.case_learning(p, title="Case Heron", text="Missed at the eye clinic", learned_on=date(2026, 2, 9))
    for table in (CaseLearning, Entry):
        held = raw(table)
        assert not any(word in held for word in (b"Heron", b"eye clinic", b"practice_review", b"2026-02-09"))
    found = CaseLearning.objects.get(pk=kept.pk)
    assert (found.title, found.text, found.learned_on, found.get_kind_display()) == (
        "Case Heron", "Missed at the eye clinic", date(2026, 2, 9), "Practice review",
    )  # fmt: skip


def test_each_case_has_a_key_of_its_own(p):
    one, other = make.case_learning(p), make.case_learning(p)
    assert one.case_id != other.case_id
    assert store.key_of(one.case_id) != store.key_of(other.case_id)
    drawn = make.release(p, sources=[one, other])
    assert drawn.case_id not in {one.case_id, other.case_id}
    assert set(drawn.case.drawn_from.all()) == {one.case, other.case}


def test_what_is_sealed_for_one_record_opens_in_no_other(p):
    one, other = make.case_learning(p), make.case_learning(p)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE learning_caselearning SET title = text WHERE recorded_at IS NOT NULL")
    with pytest.raises(Unreadable):
        _ = CaseLearning.objects.get(pk=one.pk).title
    assert CaseLearning.objects.get(pk=other.pk).text


def test_what_is_not_asked_for_is_not_opened(p, monkeypatch):
    make.case_learning(p)
    opened = []
    monkeypatch.setattr(store, "key_of", opened.append)
    list(CaseLearning.objects.all())
    assert opened == []


def test_a_deferred_field_opens_when_asked_for(p):
    kept = make.case_learning(p, title="Case Heron")
    assert CaseLearning.objects.defer("title").get(pk=kept.pk).title == "Case Heron"
    assert CaseLearning.objects.only("title").get(pk=kept.pk).title == "Case Heron"


def test_nothing_is_found_or_set_by_a_statement(p):
    make.case_learning(p)
    with pytest.raises(FieldError, match="nothing can be found by it"):
        CaseLearning.objects.filter(title="Case Heron").exists()
    with pytest.raises(FieldError, match="nothing can be found by it"):
        CaseLearning.objects.filter(text__contains="eye").exists()
    with pytest.raises(FieldError, match="no statement can set it"):
        CaseLearning.objects.update(title="Another")


def test_what_changed_is_kept_under_the_key_of_the_case(p):
    release = make.release(p, title="One title")
    learning.return_release(release, by=p.second_reviewer, because="Say who gathers it")
    entry = Entry.objects.first()
    assert changes_of(entry) == {
        "status": ["drafted", "returned"], "returned_because": ["", "Say who gathers it"],
    }  # fmt: skip
    assert b"gathers" not in raw(Entry) + raw(Release)


def test_without_the_key_store_cases_stay_shut_and_the_page_says_so(p, settings, tmp_path, client):
    kept = make.case_learning(p, title="Case Heron")
    settings.KEY_STORE = tmp_path / "elsewhere"
    client.force_login(p.reviewer)
    page = client.get(reverse("learning:case", args=["practice-review"]))
    assert page.status_code == 403
    assert "the keys that seal it aren’t here" in page.content.decode()
    assert "Heron" not in page.content.decode()
    assert str(tmp_path) not in page.content.decode()
    with pytest.raises(KeyMissing):
        _ = CaseLearning.objects.get(pk=kept.pk).title


def test_without_the_ring_no_case_is_begun(p, settings, tmp_path):
    make.case_learning(p)
    settings.KEYS = tmp_path / "none"
    with pytest.raises(Refused, match="the keys that seal it"):
        cases.open_case(p.practice_review)
