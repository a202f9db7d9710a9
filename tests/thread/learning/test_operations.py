"""Learning is contributed, amended, taken up and set aside; case learning leaves through a release."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests import make
from threespires.cases.models import Case
from threespires.history.models import Event
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.search.models import SearchEntry
from threespires.thread.learning import operations
from threespires.thread.learning.models import Learning, Release, Theme
from threespires.thread.learning.reminders import release_due

pytestmark = pytest.mark.django_db


def test_learn_gives_a_number_a_day_an_event_and_an_entry(p):
    learning = make.learning(p)
    assert (learning.ref, learning.learned_on, learning.listed_on) == ("L-1", date(2026, 2, 10), date(2026, 2, 10))
    event = Event.objects.about(learning).get()
    assert (event.verb, event.person) == ("learning.contributed", str(p.quality))
    assert event.seat
    assert SearchEntry.objects.filter(kind="learning", thing=learning.pk).exists()


def test_learn_is_refused_without_seat_or_post(p):
    with pytest.raises(Refused):
        make.learning(p, by=p.outsider)


def test_learn_is_refused_without_the_childs_agreement(p):
    with pytest.raises(Refused, match="agreement"):
        make.childs_voice(p, agreed_to_use=False)


def test_learn_is_refused_of_a_childs_voice_without_words(p):
    with pytest.raises(Refused, match="own words"):
        make.learning(p, kind="childs_voice")


@pytest.mark.parametrize("field", ["group", "origin_group"])
def test_learn_is_refused_where_it_names_a_case_group(p, field):
    with pytest.raises(Refused, match="release"):
        make.learning(p, **{field: p.practice_review})


def test_learn_is_refused_of_tomorrow(p):
    with pytest.raises(Refused, match="future"):
        make.learning(p, learned_on=date(2026, 2, 11))


def test_learn_is_refused_for_some_groups_when_none_is_named(p):
    with pytest.raises(Refused, match="Name the groups"):
        make.learning(p, audience="groups")


def test_learn_finds_a_theme_whatever_its_capitals(p):
    make.learning(p, themes=["Missed  health care"])
    make.learning(p, themes=["missed health care"])
    assert Theme.objects.get().learning.count() == 2


def test_the_database_refuses_words_without_agreement(p):
    voice = make.childs_voice(p)
    with pytest.raises(IntegrityError), transaction.atomic():
        Learning.objects.filter(pk=voice.pk).update(agreed_to_use=False)


def test_amend_keeps_what_a_childs_words_were(p):
    voice = make.childs_voice(p)
    operations.amend(voice, by=p.quality, words="Nobody asked me why.")
    event = Event.objects.about(voice).first()
    assert event.changes["words"] == ["Nobody asked me why I kept missing. I’d have told them.", "Nobody asked me why."]


def test_amend_keeps_who_might_see_it_and_its_themes_before_and_after(p):
    learning = make.learning(p, audience="groups", groups=[p.early_help], themes=["Health"])
    operations.amend(learning, by=p.quality, groups=[p.implementation], themes=["Health", "Housing"])
    assert Event.objects.about(learning).first().changes == {
        "groups": [[str(p.early_help)], [str(p.implementation)]],
        "themes": [["Health"], ["Health", "Housing"]],
    }


def test_amend_of_a_childs_words_is_refused_to_another(p):
    voice = make.childs_voice(p)
    with pytest.raises(Refused, match="heard"):
        operations.amend(voice, by=p.manager, words="Better words.")
    assert operations.amend(voice, by=p.manager, title="“Nobody asked”").title == "“Nobody asked”"


def test_amend_is_refused_to_the_second_of_two(p):
    learning = make.learning(p)
    operations.amend(learning, by=p.quality, seen=1, title="First")
    with pytest.raises(ChangedByAnother) as changed:
        operations.amend(learning, by=p.manager, seen=1, title="Second")
    assert changed.value.thing.title == "First"


def test_amend_refuses_what_learning_does_not_have(p):
    with pytest.raises(TypeError):
        operations.amend(make.learning(p), by=p.quality, ref="L-9")


def test_set_aside_needs_a_reason_and_can_be_taken_up_again(p):
    learning = make.learning(p)
    with pytest.raises(Refused, match="reason"):
        operations.set_aside(learning, by=p.quality, because=" ")
    operations.set_aside(learning, by=p.quality, because="Known already")
    assert learning.status == Learning.Status.SET_ASIDE
    operations.take_up(learning, by=p.scrutineer)
    assert (learning.status, learning.set_aside_because) == (Learning.Status.TAKEN_UP, "")


def test_draft_release_is_refused_with_the_cases_own_words(p):
    with pytest.raises(Refused, match="afresh"):
        make.release(
            p, summary="Three services each waited for another at the eye clinic while three services each waited"
        )
    assert not Release.objects.exists()


def test_draft_release_is_refused_with_the_name_of_the_case(p):
    with pytest.raises(Refused, match="case heron"):
        make.release(p, title="What case Heron showed")


def test_draft_release_is_refused_without_sources_or_with_anothers(p):
    with pytest.raises(Refused, match="Choose"):
        make.release(p, sources=[])
    other = make.case_learning(p)
    Case.objects.filter(pk=other.case_id).update(group=p.early_help)
    with pytest.raises(Refused, match="itself"):
        make.release(p, sources=[other])


def test_check_release_is_refused_to_whoever_wrote_it(p):
    release = make.release(p)
    with pytest.raises(Refused, match="second member"):
        operations.check_release(release, by=p.reviewer)


def test_the_database_refuses_a_release_checked_by_its_writer(p):
    release = make.release(p)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(checked_by=p.reviewer)


def test_check_release_lets_out_learning_that_points_nowhere(p):
    learning = make.protected_learning(p)
    assert learning.protected
    assert (learning.kind, learning.origin, learning.learned_on) == ("", "", None)
    assert (learning.contributed_by, learning.agency, learning.group, learning.origin_group) == (None,) * 4
    assert (learning.quarter, learning.listed_on) == (date(2026, 1, 1), date(2026, 3, 31))
    assert learning.recorded_at.date() == date(2026, 1, 1)
    assert not learning.ref.startswith("L-")
    assert len(learning.ref) == 16


def test_the_database_refuses_protected_learning_that_points_back(p):
    learning = make.protected_learning(p)
    for facts in ({"kind": "child_death"}, {"learned_on": date(2026, 2, 1)}, {"contributed_by": p.reviewer.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Learning.objects.filter(pk=learning.pk).update(**facts)


def test_pooled_sources_make_one_piece_of_learning(p):
    sources = [make.case_learning(p), make.case_learning(p, title="Case Wren")]
    make.protected_learning(p, sources=sources)
    assert Learning.objects.count() == 1


def test_release_due_lets_out_only_what_was_checked_and_whose_day_has_come(p, clock_at):
    waits = make.release(p, not_before=date(2026, 4, 2))
    operations.check_release(waits, by=p.second_reviewer)
    make.release(p, title="Never checked", not_before=date(2026, 2, 1))
    release_due()
    assert not Learning.objects.exists()
    clock_at(date(2026, 4, 2))
    release_due()
    release_due()
    learning = Learning.objects.get()
    assert learning.quarter == date(2026, 4, 1)
    waits.refresh_from_db()
    assert (waits.status, waits.learning) == (Release.Status.RELEASED, learning)


def test_return_release_asks_a_reason_and_redraft_makes_a_new_writer(p):
    release = make.release(p)
    with pytest.raises(Refused, match="reason"):
        operations.return_release(release, by=p.second_reviewer, because="")
    operations.return_release(release, by=p.second_reviewer, because="The clinic is named")
    operations.redraft_release(
        release, by=p.second_reviewer, sources=release.sources.all(), title="Afresh", summary="Again"
    )
    assert release.written_by == p.second_reviewer
    with pytest.raises(Refused):
        operations.check_release(release, by=p.second_reviewer)
    assert operations.check_release(release, by=p.reviewer).status == Release.Status.RELEASED


def test_history_of_a_release_holds_none_of_its_words_and_none_of_the_cases(p):
    release = make.release(p)
    operations.return_release(release, by=p.second_reviewer, because="The eye clinic is named")
    operations.redraft_release(
        release, by=p.reviewer, sources=release.sources.all(), title="Missed care", summary="Gather it"
    )
    operations.check_release(release, by=p.second_reviewer)
    for event in Event.objects.all():
        told = f"{event.title} {event.words} {event.ref} {event.changes}"
        for secret in ("Heron", "eye clinic", "practice_review", "Missed care", "Gather it"):
            assert secret not in told
        assert event.kind in {"learning.caselearning", "learning.release"}
        assert "sources" not in event.changes
    assert not Event.objects.filter(kind="learning.learning").exists()
