"""Practitioners: registered by an address of their agency, added and ended by its lead."""

import re

import pytest

from threespires.partnership.models import Post, PostHolding

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "three spires on one base"


@pytest.mark.on_sqlite_too
def test_a_practitioner_registers_and_the_agencys_lead_sees_adds_and_ends(visit, mailoutbox):
    agency = visit.area.statutory[0]
    agency.email_domains = ["agency.example.test"]
    agency.save()
    post = Post.objects.create(key="lead-here", name="Safeguarding lead", function="agency_lead", agency=agency)
    PostHolding.objects.create(post=post, person=visit.area.quality)

    theirs = visit.aside()
    theirs.open("/account/sign-in/")
    theirs.go("Register as a practitioner")
    theirs.look("practitioner-register")
    theirs.write("Name", "Wren Ashdown")
    theirs.write("Work email address", "wren at agency")
    theirs.press("Send the link")
    theirs.reads("There is a problem")
    assert theirs.field("Name").input_value() == "Wren Ashdown"
    theirs.look("practitioner-register-with-errors")
    theirs.write("Work email address", "wren@agency.example.test")
    theirs.press("Send the link")
    theirs.look("practitioner-link-sent")
    link = re.search(r"https?://[^/\s]+(/practitioners/\S+)", mailoutbox[-1].body).group(1)
    theirs.open(link)
    theirs.look("practitioner-confirm")
    theirs.write("New password", PASSWORD)
    theirs.press("Set password and sign in")
    theirs.open("/account/")
    theirs.reads("Wren Ashdown, practitioner")
    theirs.look("account-of-a-practitioner")
    theirs.finds_no_page("/groups/", "/actions/")
    theirs.open(link)
    theirs.heading("This link no longer works")
    theirs.look("practitioner-link-over")

    visit.sit(visit.area.quality)
    visit.open(agency.get_absolute_url())
    visit.reads("Practitioners", "Wren Ashdown")
    visit.look("agency-with-practitioners")
    visit.go("Add a practitioner")
    visit.look("practitioner-add")
    visit.write("Name", "Robin Ashdown")
    visit.write("Email address", "robin@elsewhere.example.test")
    visit.press("Add them")
    visit.reads("Robin Ashdown added")
    assert mailoutbox[-1].to == ["robin@elsewhere.example.test"]
    visit.go("End that Wren Ashdown practises here")
    visit.look("practitioner-end")
    visit.press("End it")
    visit.reads("practitioner of", "no more")
    theirs.open("/account/")
    theirs.reads("You hold no seat or post today")
