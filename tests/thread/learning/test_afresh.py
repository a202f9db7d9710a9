"""A release written afresh, and one that copies."""

from dataclasses import dataclass

import pytest

from threespires.thread.learning.afresh import copied


@dataclass
class Source:
    title: str = "Case Heron"
    text: str = "The boy missed eleven appointments at the eye clinic, and three services waited."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask every child why.", ""),
        ("Missed eleven appointments at the eye clinic, and", "missed eleven appointments at the eye clinic and"),
        ("MISSED ELEVEN appointments — at the eye clinic and", "missed eleven appointments at the eye clinic and"),
        ("missed eleven appointments at the eye clinic", ""),
        ("What we saw in case heron.", "case heron"),
        ("A heron in any case", ""),
        ("", ""),
    ],
)
def test_copied_finds_a_run_of_eight_words_or_the_title_whole(text, found):
    assert copied(text, [Source()]) == found


def test_copied_looks_through_every_source():
    assert copied("Case Wren again", [Source(), Source(title="Case Wren")]) == "case wren"


def test_copied_leaves_a_source_without_title_alone():
    assert copied("Anything", [Source(title="—", text="")]) == ""
