"""Words that stand in one record each, by which it is known who can find that record. None is of any language."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests import make
from tests.make import meetings as made
from tests.make import papers as handed_in
from tests.pages.world import World
from threespires.accounts.models import Person
from threespires.concerns import operations as concerns
from threespires.kernel.clock import today
from threespires.meetings import operations as meetings
from threespires.sheets.models import SheetImport
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import Learning
from threespires.work.assurance import operations as assurance
from threespires.work.information_requests import operations as information


class Planted:
    """A world with a word in each record that somebody must never see, and the pages besides where it may show."""

    def __init__(self, world: World) -> None:
        self._p, self._world = world.p, world
        p = world.p
        self.protected = self._case_records()
        self.case_meeting, self.case_item = self._case_meeting()
        told = {"audience": Learning.Audience.GROUPS, "groups": [p.early_help]}
        self.of_group = make.learning(
            p, title="Grellowap in lodgings", summary="Brimsalt was known", themes=["Thrankle"], **told
        )
        learning.amend(self.of_group, by=p.quality, summary="Brimsalter was known")
        self.with_origin = make.learning(
            p, origin="audit", origin_title="Wimblefex, its papers", origin_group=p.early_help
        )
        mirror = assurance.prepare_mirror(by=p.manager, agency=p.police, since=today() - timedelta(days=60))
        assurance.answer_mirror(mirror, by=p.police_officer, answer="Snorvick was away")
        self.mirror = mirror
        note = meetings.add_item(world.running, by=p.administrator, title="Any other business")
        meetings.write_note(note, by=p.administrator, note="Plimsorrel was said")
        private = meetings.add_item(world.running, by=p.administrator, title="Quillomere contract")
        meetings.write_note(private, by=p.administrator, note="Tressivane was named")
        meetings.decide(world.running, by=p.administrator, text="Ormisande is ended", item=private)
        own = p.executive.seats.filter(person=p.administrator)
        meetings.take_in_private(private, by=p.administrator, private=True, because="A contract", seats=own)
        SheetImport.objects.filter(pk=world.sheet.pk).update(file_name="dravenook.xlsx")
        self.told = self._told()
        self.papers = self._papers()
        Person.objects.create_person(email="quennifer@example.test", name="Somebody")

    def _case_records(self) -> Learning:
        """Case learning and a release that is still to be checked; and learning that has left the group."""
        p = self._p
        kept = make.case_learning(p, title="Case Zorblatt", text="Vexmoor was seen with an uncle")
        drafted = make.release(p, title="Zephyrbane bruising", summary="Quoxley, not yet checked")
        returned = make.release(p, title="Ashwindle marks")
        learning.return_release(returned, by=p.second_reviewer, because="Tarnuck is too close")
        self.releases = [drafted, returned]
        source = make.case_learning(p, title="Case Hollivar", text="Hollivar again")
        self.cases = [record.case for record in (kept, drafted, returned, source)]
        return make.protected_learning(p, title="Bruises are asked about twice", sources=[source])

    def _told(self) -> list[Any]:
        """What the front line told the forum, a possible concern in it, and requests for information."""
        p = self._p
        issue = make.issue(p, seen="Crindlemere is where they go")
        marked = make.issue(p, seen="Vallowick was seen there")
        concern = concerns.doubt(make.concern(p, text=marked), by=p.manager, because="Durnavon knew already")
        asked = {"kind": "other", "received_on": today()}
        others = information.record_request(
            by=p.manager, asked_by="Pellimoor", asks="What is held", handler=p.quality, **asked
        )
        of_a_case = information.record_request(
            by=p.reviewer,
            asked_by="Harrowmist",
            asks="What is held",
            handler=p.second_reviewer,
            group=p.practice_review,
            **asked,
        )
        return [issue, marked, concern, others, of_a_case]

    def _case_meeting(self):
        p = self._p
        meeting = made.open_meeting(p, p.practice_review, day=today())
        item = meetings.add_item(meeting, by=p.reviewer, title="Melbrook family")
        meetings.write_note(item, by=p.reviewer, note="Fennimot was absent")
        meetings.decide(meeting, by=p.reviewer, text="Ostrenvale is reviewed", item=item)
        meetings.welcome_guest(meeting, by=p.reviewer, name="Guest Yorvalind")
        return meeting, item

    def _papers(self) -> list[Any]:
        """A paper of a case group, and one for members only; each in a pack that went out."""
        p, executive = self._p, self._world.running
        kept = handed_in.paper(self.case_meeting, by=p.reviewer, title="Skellowby, first look", words="Skellowby")
        handed_in.pack(self.case_meeting, by=p.reviewer)
        closed = handed_in.paper(
            executive, by=p.administrator, title="Tolbrixel", words="Tolbrixel", audience="members"
        )
        handed_in.pack(executive, by=p.administrator)
        return [kept, closed]

    def besides(self) -> list[str]:
        """Addresses, besides one of each page, at which a word may show."""
        group = self._p.practice_review.key
        of_group = ("partnership:room", "partnership:people", "partnership:history", "partnership:terms")
        of_group += ("meetings:group", "learning:of_group", "actions:of_group")
        return [
            *(reverse(name, args=[group]) for name in of_group),
            *(
                reverse("learning:learning", args=[each.ref])
                for each in (self.protected, self.of_group, self.with_origin)
            ),
            *(reverse("learning:history", args=[each.ref]) for each in (self.of_group, self.with_origin)),
            *(reverse("learning:edit", args=[each.ref]) for each in (self.of_group, self.with_origin)),
            reverse("walk:walk", args=[self.protected.ref]),
            *(release.get_absolute_url() for release in self.releases),
            *(case.get_absolute_url() for case in self.cases),
            self.case_meeting.get_absolute_url(),
            reverse("meetings:item", args=[self.case_meeting.ref, self.case_item.pk]),
            reverse("meetings:agenda", args=[self.case_meeting.ref]),
            reverse("meetings:attendance", args=[self.case_meeting.ref]),
            reverse("assurance:mirror", args=[self.mirror.pk]),
            self._world.running.get_absolute_url(),
            *(each.get_absolute_url() for each in self.told),
            *(each.get_absolute_url() for each in self.papers),
            *(reverse("papers:pack", args=[each.meeting.ref]) for each in self.papers),
            *(reverse("papers:fetch", args=[each.meeting.ref]) for each in self.papers),
            *(each.versions.get().document.get_absolute_url() for each in self.papers),
        ]

    def grow_behind_the_wall(self) -> None:
        """More of everything that a case group keeps for itself."""
        p = self._p
        make.case_learning(p, title="Case Heron again")
        make.release(p, title="Not yet checked either")
        made.meeting(p, p.practice_review, day=today() + timedelta(days=3))
        item = meetings.add_item(self.case_meeting, by=p.reviewer, title="Another family")
        meetings.write_note(item, by=p.reviewer, note="Somebody was there")
        handed_in.paper(self.case_meeting, by=p.reviewer, title="Second look")
        meetings.decide(self.case_meeting, by=p.reviewer, text="That is reviewed too", item=item)
