"""A mirror's week with its own lead."""

from datetime import date

from threespires.work.assurance.lifecycle import opens_on


def test_a_mirror_opens_to_the_executive_a_week_after_its_lead_saw_it():
    assert opens_on(date(2026, 2, 26)) == date(2026, 3, 5)
