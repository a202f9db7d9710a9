"""Lines of enquiry are opened, answered, scaled and closed; priorities set and decided each quarter."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests import make
from threespires.history.models import Event
from threespires.kernel.dates import Quarter
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.partnership.models import PracticeApproach
from threespires.search.models import SearchEntry
from threespires.thread.learning.models import Learning
from threespires.thread.learning.operations import set_aside
from threespires.thread.priorities import operations
from threespires.thread.priorities.models import Priority, Scaling

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------------------------- lines of enquiry


def test_open_enquiry_takes_the_approach_in_force_and_its_scale(p):
    PracticeApproach.objects.create(key="old", name="Old", starts=date(2010, 1, 1), ends=date(2019, 1, 1))
    PracticeApproach.objects.create(key="next", name="Next", starts=date(2027, 1, 1))
    enquiry = make.enquiry(p, scale_high="all are well")
    assert (enquiry.ref, enquiry.approach) == ("E-1", p.approach)
    assert (enquiry.scale_low, enquiry.scale_high) == (p.approach.scale_low, "all are well")
    assert Event.objects.about(enquiry).get().verb == "enquiry.opened"


def test_open_enquiry_is_refused_without_an_approach_or_a_right(p):
    with pytest.raises(Refused, match="opens"):
        make.enquiry(p, by=p.early_help_chair)
    p.approach.ends = date(2026, 1, 1)
    p.approach.save()
    with pytest.raises(Refused, match="approach"):
        make.enquiry(p)


def test_state_takes_up_what_it_cites_and_what_was_set_aside(p):
    new, aside = make.learning(p), make.learning(p)
    set_aside(aside, by=p.quality, because="Old")
    statement = make.statement(p, cites=[new, aside, new])
    assert set(statement.cites.all()) == {new, aside}
    assert {each.status for each in Learning.objects.all()} == {"taken_up"}
    assert statement.text in SearchEntry.objects.get(kind="enquiry").text


def test_state_is_refused_where_nothing_shows_it_but_not_of_what_needs_to_happen(p):
    with pytest.raises(Refused, match="cites"):
        make.statement(p, cites=[])
    assert make.statement(p, key="needs-to-happen").cites.count() == 0


def test_state_is_refused_with_learning_that_one_may_not_see(p):
    hidden = make.learning(p, audience="groups", groups=[p.early_help])
    with pytest.raises(Refused, match="may see"):
        make.statement(p, cites=[hidden])


def test_state_is_refused_in_another_approachs_column(p):
    other = PracticeApproach.objects.create(key="other", name="Other")
    column = other.columns.create(key="one", order=1, heading="One?")
    with pytest.raises(Refused, match="another"):
        operations.state(make.enquiry(p), by=p.quality, column=column, text="So", cites=[make.learning(p)])


@pytest.mark.parametrize("text", ["“Nobody asked me why I kept missing.”", "I'd have told them.", " Nobody asked "])
def test_state_as_said_takes_the_words_or_some_of_them(p, text):
    statement = make.statement(p, text=text, as_said=True, cites=[make.childs_voice(p)])
    assert not statement.text.startswith(("“", " "))


@pytest.mark.parametrize("text", ["Nobody asked her why.", "“”", "nobody asked me"])
def test_state_as_said_is_refused_in_other_words(p, text):
    with pytest.raises(Refused, match="exactly"):
        make.statement(p, text=text, as_said=True, cites=[make.childs_voice(p), make.learning(p)])


def test_reword_keeps_the_earlier_text_and_what_the_person_may_not_see(p):
    hidden = make.learning(p, by=p.early_help_chair, audience="groups", groups=[p.early_help])
    statement = make.statement(p, by=p.early_help_chair, cites=[hidden])
    shown = make.learning(p)
    operations.reword(statement, by=p.quality, text="Now clearer", cites=[shown], seen=1)
    assert set(statement.cites.all()) == {hidden, shown}
    event = Event.objects.about(statement).first()
    assert event.changes["text"] == ["A missed appointment was known to one agency alone.", "Now clearer"]
    assert event.changes["cites"] == [[hidden.ref], sorted([hidden.ref, shown.ref])]
    assert event.words == "Changed what it cites"


def test_reword_of_a_childs_words_into_others_is_refused(p):
    voice = make.childs_voice(p)
    statement = make.statement(p, text=voice.words, as_said=True, cites=[voice])
    with pytest.raises(Refused, match="exactly"):
        operations.reword(statement, by=p.quality, text="They were not asked", cites=[voice])
    with pytest.raises(Refused, match="exactly"):
        operations.reword(statement, by=p.quality, text=voice.words, cites=[make.learning(p)])


def test_reword_is_refused_to_the_second_of_two(p):
    statement = make.statement(p)
    cites = list(statement.cites.all())
    operations.reword(statement, by=p.quality, text="First", cites=cites, seen=1)
    with pytest.raises(ChangedByAnother):
        operations.reword(statement, by=p.manager, text="Second", cites=cites, seen=1)


def test_withdraw_statement_needs_a_reason_and_leaves_the_columns(p):
    statement = make.statement(p)
    with pytest.raises(Refused, match="reason"):
        operations.withdraw_statement(statement, by=p.quality, because="")
    operations.withdraw_statement(statement, by=p.quality, because="Said twice")
    assert not statement.enquiry.statements.standing().exists()
    assert SearchEntry.objects.get(kind="enquiry").text == ""


def test_scale_keeps_every_score(p):
    enquiry = make.enquiry(p)
    for score in (3, 5):
        operations.scale(enquiry, by=p.health_officer, agency=p.health, score=score, reason="So")
    assert [scaling.score for scaling in enquiry.scalings.all()] == [3, 5]


@pytest.mark.parametrize(("score", "reason"), [(-1, "So"), (11, "So"), (5, " ")])
def test_scale_is_refused_outside_0_to_10_or_without_reason(p, score, reason):
    with pytest.raises(Refused):
        operations.scale(make.enquiry(p), by=p.health_officer, agency=p.health, score=score, reason=reason)


def test_scale_is_refused_for_another_agency(p):
    with pytest.raises(Refused, match="stands for"):
        operations.scale(make.enquiry(p), by=p.health_officer, agency=p.police, score=5, reason="So")


def test_the_database_refuses_a_score_above_10(p):
    with pytest.raises(IntegrityError), transaction.atomic():
        Scaling.objects.create(enquiry=make.enquiry(p), agency=p.health, score=11, reason="So", said_by=p.quality)


def test_close_enquiry_needs_a_reason(p):
    enquiry = make.enquiry(p)
    with pytest.raises(Refused, match="reason"):
        operations.close_enquiry(enquiry, by=p.scrutineer, because="")
    operations.close_enquiry(enquiry, by=p.scrutineer, because="Answered")
    assert (enquiry.status, enquiry.closed_on) == ("closed", date(2026, 2, 10))


# ------------------------------------------------------------------------------------------- priorities


def test_set_priority_is_for_this_quarter_unless_said(p):
    priority = make.priority(p)
    decision = priority.quarters.get()
    assert (priority.ref, decision.choice, decision.quarter) == ("P-1", "set", date(2026, 1, 1))
    later = make.priority(p, quarter=Quarter.of(date(2026, 5, 5)))
    assert later.quarters.get().quarter == date(2026, 4, 1)


@pytest.mark.parametrize("without", [{"enquiries": []}, {"occasion": " "}])
def test_set_priority_is_refused_without_a_line_of_enquiry_or_a_meeting(p, without):
    with pytest.raises(Refused):
        make.priority(p, **without)
    assert not Priority.objects.exists()


def test_set_priority_is_refused_to_others(p):
    with pytest.raises(Refused, match="executive"):
        make.priority(p, by=p.health_officer)


def test_carry_forward_decides_a_quarter_once(p, clock_at):
    priority = make.priority(p)
    clock_at(date(2026, 4, 3))
    quarter = Quarter.of(date(2026, 4, 3))
    assert list(Priority.objects.undecided(quarter)) == [priority]
    operations.carry_forward(priority, by=p.scrutineer, quarter=quarter, reason="Half done")
    assert not Priority.objects.undecided(quarter).exists()
    with pytest.raises(Refused, match="already"):
        operations.carry_forward(priority, by=p.scrutineer, quarter=date(2026, 6, 1), reason="Again")


@pytest.mark.parametrize("decide", [operations.change_priority, operations.close_priority])
def test_deciding_is_never_silent(p, decide):
    priority = make.priority(p)
    with pytest.raises(Refused, match="reason"):
        decide(priority, by=p.scrutineer, reason="")
    with pytest.raises(Refused, match="meeting"):
        decide(priority, by=p.manager, reason="The executive said so")
    decide(priority, by=p.manager, reason="The executive said so", occasion="Executive")
    assert priority.quarters.count() == 2
    assert Event.objects.about(priority).first().words == "The executive said so"


def test_the_database_refuses_a_silent_decision(p):
    priority = make.priority(p)
    with pytest.raises(IntegrityError), transaction.atomic():
        priority.quarters.update(choice="closed")


def test_change_priority_changes_only_what_is_given(p):
    priority = make.priority(p)
    before = priority.how_known
    operations.change_priority(priority, by=p.scrutineer, reason="Clearer", outcome="Asked within a week", seen=1)
    assert (priority.outcome, priority.how_known) == ("Asked within a week", before)
    with pytest.raises(ChangedByAnother):
        operations.change_priority(priority, by=p.director, reason="Other", outcome="Asked", seen=1)
    with pytest.raises(Refused, match="line of enquiry"):
        operations.change_priority(priority, by=p.director, reason="Other", enquiries=[])


def test_change_priority_keeps_from_which_enquiries_it_was_set(p):
    priority = make.priority(p)
    (before,), after = priority.enquiries.all(), make.enquiry(p)
    operations.change_priority(priority, by=p.scrutineer, reason="Another question", enquiries=[after])
    event = Event.objects.about(priority).first()
    assert event.changes == {"enquiries": [[before.ref], [after.ref]]}


def test_closed_priority_is_never_undecided(p):
    priority = make.priority(p)
    operations.close_priority(priority, by=p.scrutineer, reason="Done")
    assert not Priority.objects.undecided(Quarter.of(date(2026, 4, 3))).exists()
    with pytest.raises(Refused):
        operations.carry_forward(priority, by=p.scrutineer, quarter=date(2026, 4, 1), reason="More")


def test_agree_vision_keeps_whose_and_which_words(p):
    priority = make.priority(p)
    with pytest.raises(Refused, match="Nobody"):
        operations.agree_vision(priority, by=p.health_officer)
    operations.write_vision(priority, by=p.health_officer, vision="Somebody asks me why.")
    agreement = operations.agree_vision(priority, by=p.health_officer)
    assert (agreement.agency, agreement.vision) == (p.health, "Somebody asks me why.")
    with pytest.raises(Refused, match="already"):
        operations.agree_vision(priority, by=p.health_officer)


def test_agree_vision_is_refused_when_the_words_changed_meanwhile(p):
    priority = make.priority(p)
    operations.write_vision(priority, by=p.health_officer, vision="One")
    seen = priority.version
    operations.write_vision(priority, by=p.police_officer, vision="Other")
    with pytest.raises(ChangedByAnother):
        operations.agree_vision(priority, by=p.health_officer, seen=seen)
