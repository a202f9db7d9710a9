"""Who must never see what, as people say it and no rule does: a word stands in each record, and is looked for as every
kind of person in every page, answer to a form, search, filter, workbook and letter."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.crawl]

OF_THE_CASE_GROUP = {"Cc", "Cm", "Ca", "Cd"}
"""Its chair, a member, its administrator, and a delegate while the delegation runs. Not a member who declared an
interest in the case, nor one who is shut out of it."""
AT_ITS_MEETINGS = OF_THE_CASE_GROUP | {"Ci", "Cs"}

READ_BY = {
    "Zorblatt": OF_THE_CASE_GROUP | {"Cr"},  # what a case is called, on which somebody holds a role
    "Vexmoor": OF_THE_CASE_GROUP | {"Cr"},  # what stands in it
    "Hollivar": OF_THE_CASE_GROUP,  # the case from which learning came that everyone reads
    "Zephyrbane": OF_THE_CASE_GROUP,  # learning on its way out, not yet checked
    "Quoxley": OF_THE_CASE_GROUP,
    "Ashwindle": OF_THE_CASE_GROUP,  # what was returned
    "Tarnuck": OF_THE_CASE_GROUP,  # and why
    "Melbrook": AT_ITS_MEETINGS,  # what a case group had on its agenda
    "Fennimot": AT_ITS_MEETINGS,  # said
    "Ostrenvale": AT_ITS_MEETINGS,  # decided
    "Yorvalind": AT_ITS_MEETINGS,  # and who came
    "Grellowap": {"Sg", "Sm", "Qa"},  # learning shared with a sub group, by whoever contributed it
    "Brimsalt": {"Sg", "Sm", "Qa"},  # what it said before, and says now
    "Thrankle": {"Sg", "Sm", "Qa"},  # its theme
    "Wimblefex": {"Sg", "Sm"},  # where learning came from, kept to a sub group
    # An agency's own words in its mirror, before the Executive looks: its own people, and who prepared it.
    "Snorvick": {"Io", "Cm", "Cd", "Bm"},
    "Plimsorrel": {"Sc", "Le", "Ex", "De", "Ad", "Bm"},  # what was said at the Executive
    "Quillomere": {"Sc", "Ad"},  # what is taken in private: its name, by the chair and the one seat in the room
    "Tressivane": {"Sc", "Ad"},  # what was said
    "Ormisande": {"Sc", "Ad"},  # and decided
    "Crindlemere": {"Im", "Bm"},  # what the front line told the forum: whoever wrote it, and who moderates
    "Vallowick": {"Im", "Bm", "Du"},  # where it was marked as a possible concern
    "Durnavon": {"Bm", "Du"},  # and why one says that it need not be referred
    "Pellimoor": {"Bm", "Qa"},  # who asks for information: the Board manager, and whoever handles it
    "Harrowmist": AT_ITS_MEETINGS,  # who asks about a case: its group
    "dravenook": {"Bm"},  # a spreadsheet on its way in, by whoever handed it in
    "Skellowby": AT_ITS_MEETINGS,  # a paper of a case group, by name or in its pack
    "Tolbrixel": {"Sc", "Le", "Ex", "De", "Ad", "Bm"},  # a paper for members of the Executive only
    "quennifer": {"Bm", "Sy"},  # the address of somebody who holds nothing
}


@pytest.mark.parametrize("word", READ_BY)
def test_nobody_else_reads_it_anywhere(crawl, word):
    strangers = {letters: where for letters, where in crawl.read[word].items() if letters not in READ_BY[word]}
    assert strangers == {}


@pytest.mark.parametrize("word", READ_BY)
def test_whoever_may_read_it_does_so(crawl, word):
    assert set(crawl.read[word]) >= READ_BY[word]


def test_what_a_case_group_writes_changes_no_page_of_anybody_else(crawl):
    assert crawl.changed == []
