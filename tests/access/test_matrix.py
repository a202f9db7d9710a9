"""The matrix: what the rules say each person finds at each page is what each of them finds there."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.crawl]


def test_each_person_finds_what_the_rules_say(crawl):
    wrong = [
        f"{letters} {send} {name}: {found}, not {crawl.foretold[name, send][letters]}"
        for (name, send), by_person in crawl.found.items()
        for letters, found in by_person.items()
        if found != crawl.foretold[name, send][letters]
    ]
    assert wrong == []


def test_every_page_opens_for_somebody_and_takes_what_somebody_sends(crawl):
    assert [way for way, by_person in crawl.found.items() if "open" not in by_person.values()] == []


def test_a_record_that_may_not_be_seen_answers_as_one_that_is_not_there(crawl):
    assert crawl.told_apart == []


def test_nothing_is_taken_that_does_not_come_from_a_page_of_ours(crawl):
    assert crawl.taken_without_token == []
