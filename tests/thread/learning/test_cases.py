"""The rooms of case groups, and that nothing of a case leaves them."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tests import make
from threespires.thread.learning.models import CaseLearning, Learning, Release

pytestmark = pytest.mark.django_db

SECRETS = ("Heron", "eye clinic", "eleven appointments", "Wren", "not before", "9 February")


def address_of(name, *args):
    return reverse(f"learning:{name}", args=args)


CASE_PAGES = ("case", "keep", "draft")


@pytest.mark.parametrize("name", CASE_PAGES)
def test_case_pages_are_there_for_members_alone_and_are_marked(p, see, name):
    make.release(p)
    for who, person in p.people.items():
        if who in ("reviewer", "second_reviewer"):
            assert "OFFICIAL-SENSITIVE" in see(person, address_of(name, "practice-review"))
        else:
            see(person, address_of(name, "practice-review"), status=404)


@pytest.mark.parametrize("name", ["release", "return"])
def test_pages_of_a_release_are_there_for_members_alone(p, see, name):
    release = make.release(p)
    for who, person in p.people.items():
        member = who in ("reviewer", "second_reviewer")
        see(person, address_of(name, "practice-review", release.case_id), status=200 if member else 404)


def test_case_pages_of_a_group_without_cases_are_not_there(p, see):
    see(p.early_help_chair, address_of("case", "early-help"), status=404)


def test_keep_then_draft_then_check_then_read(p, send, see):
    kept = {
        "kind": "practice_review",
        "title": "Case Heron",
        "text": "Heron missed eleven appointments at the eye clinic.",
        "learned_on_day": "9",
        "learned_on_month": "2",
        "learned_on_year": "2026",
    }
    assert send(p.reviewer, address_of("keep", "practice-review"), **kept).status_code == 302
    source = CaseLearning.objects.get()
    typed = {"sources": [source.pk], "title": "Case Heron again", "summary": "Gather what each service knows."}
    words = send(p.reviewer, address_of("draft", "practice-review"), **typed).content.decode()
    assert "Write it afresh: “case heron”" in words
    assert "Gather what each service knows." in words
    send(p.reviewer, address_of("draft", "practice-review"), **typed | {"title": "Missed care"})
    release = Release.objects.get()
    page = release.get_absolute_url()
    assert "A second member must check what you wrote" in see(p.reviewer, page)
    assert send(p.reviewer, page).status_code == 403
    assert "Check and release" in see(p.second_reviewer, page)
    send(p.second_reviewer, page)
    learning = Learning.objects.get()
    see(p.outsider, learning.get_absolute_url(), status=404)
    assert page in see(p.reviewer, learning.get_absolute_url())
    assert page not in see(p.manager, learning.get_absolute_url())


def test_return_then_write_again(p, send, see):
    release = make.release(p)
    send(p.second_reviewer, address_of("return", "practice-review", release.case_id), because="Say who gathers it")
    address = address_of("redraft", "practice-review", release.case_id)
    assert "Say who gathers it" in see(p.reviewer, address)
    typed = {"sources": [release.sources.get().pk], "title": "Afresh", "summary": "One person gathers", "version": "2"}
    stale = send(p.reviewer, address, **typed | {"version": "1"}).content.decode()
    assert "Someone else changed this" in stale
    assert send(p.reviewer, address, **typed).status_code == 302
    release.refresh_from_db()
    assert (release.status, release.title) == (Release.Status.DRAFTED, "Afresh")


def test_draft_of_anothers_case_learning_is_refused(p, send):
    assert (
        "Choose"
        in send(
            p.reviewer, address_of("draft", "practice-review"), sources=[str(uuid4())], title="T", summary="S"
        ).content.decode()
    )


def test_no_page_of_anybody_else_holds_anything_of_the_case(p, see, clock_at):
    """Every page of these rooms, as everybody who isn't a member, searched for every secret."""
    clock_at(date(2026, 2, 11))
    sources = [make.case_learning(p, learned_on=date(2026, 2, 9)), make.case_learning(p, title="Case Wren")]
    protected = make.protected_learning(p, sources=sources)
    make.release(p, title="Still within the group", sources=sources)
    clock_at(date(2026, 2, 12))
    enquiry = make.enquiry(p)
    make.statement(p, enquiry, cites=[protected])
    priority = make.priority(p, enquiries=[enquiry])
    pages = [
        address_of("register"),
        address_of("register") + "?q=missed",
        address_of("register") + "?kind=practice_review&kind=child_death",
        address_of("of_group", "practice-review"),
        address_of("new") + "?kind=practice_review",
        protected.get_absolute_url(),
        enquiry.get_absolute_url(),
        reverse("priorities:new_statement", args=[enquiry.ref]),
        reverse("priorities:statements", args=[enquiry.ref]),
        reverse("priorities:earlier", args=[enquiry.ref]),
        priority.get_absolute_url(),
        reverse("partnership:room", args=["practice-review"]),
        reverse("partnership:history", args=["practice-review"]),
        reverse("walk:threads"),
        reverse("walk:broken"),
        reverse("walk:process"),
        reverse("walk:thread", args=[priority.ref]),
        reverse("walk:thread_svg", args=[priority.ref]),
        reverse("walk:walk", args=[protected.ref]),
        reverse("search:search") + "?q=missed",
        reverse("home:home"),
    ]
    secrets = (*SECRETS, "Still within the group", "11 February", "written by", "release/")
    for who in set(p.people) - {"reviewer", "second_reviewer", "outsider"}:
        for page in pages:
            words = see(p.people[who], page, status=200 if _may(p, who, page) else 403)
            found = [secret for secret in secrets if secret in words]
            assert not found, (who, page)


def _may(p, who, page):
    return not (page.endswith("/statements/") or page.endswith("/statements/new/")) or who != "administrator"


def test_protected_learning_shows_a_quarter_and_no_kind_author_day_or_reference(p, see):
    protected = make.protected_learning(p)
    words = see(p.scrutineer, protected.get_absolute_url())
    assert "Protected source" in words
    assert "Quarter 4, 2025 to 2026" in words
    for fact in ("Practice review</dd>", "Reviewer", "10 February 2026<", "L-1", ">Practice Review Group"):
        assert fact not in words.split("<footer")[0].split("<main")[1]


def test_protected_learning_has_no_edit_page(p, see):
    see(p.manager, address_of("edit", make.protected_learning(p).ref), status=403)
