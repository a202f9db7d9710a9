"""How long records are kept: data with sources, and days on which they are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threespires.cases.models import CaseRecord, case_models
from threespires.law.retention import RetentionRule, retention_classes, retention_on, retention_rules

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


def rule(years=10, effective_from=None, **facts):
    made = {"kept_as": "x", "rule": "x", "label": "X", "since": "its last change", "note": "", "mark": "unsure"}
    return RetentionRule(**{**made, **facts}, years=years, effective_from=effective_from, sources=())


def test_every_rule_names_its_source_and_only_what_was_checked_stands():
    assert all(each.sources and each.label for each in retention_rules())
    assert len({each.rule for each in retention_rules()}) == len(retention_rules())
    for each in retention_rules():
        assert bool(each.confirmation) == (each.mark != "checked")


@pytest.mark.parametrize("model", [CaseRecord, *case_models()])
def test_every_kind_of_case_record_is_kept_under_a_class_that_has_a_rule(model):
    assert retention_on(model.KEPT_AS, date(2026, 2, 10)).label == retention_classes()[model.KEPT_AS]


def test_a_class_without_a_period_is_never_due():
    unknown = retention_on("child_death_identity", date(2026, 2, 10))
    assert (unknown.due_on(date(1990, 1, 1)), unknown.due_since(date(2026, 1, 1))) == (None, None)
    assert str(unknown) == "Until the partnership has said for how long"


def test_of_several_rules_the_latest_that_has_begun_holds(monkeypatch):
    rules = (rule(6), rule(8, date(2030, 1, 1)))
    monkeypatch.setattr("threespires.law.retention.retention_rules", lambda: rules)
    assert [retention_on("x", day).years for day in (date(2029, 12, 31), date(2030, 1, 1))] == [6, 8]
    with pytest.raises(LookupError):
        retention_on("y", date(2030, 1, 1))


@given(since=DAYS, years=st.integers(1, 75))
def test_what_is_due_on_a_day_is_found_by_the_day_since_which_it_is_kept(since, years):
    period = rule(years)
    due = period.due_on(since)
    assert since <= period.due_since(due)
    assert since > period.due_since(due - timedelta(days=1))
