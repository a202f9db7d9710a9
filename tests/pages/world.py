"""A partnership that holds one of everything, and more of everything whenever it grows: what pages are opened on."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.make import meetings as made
from tests.make import papers as handed_in
from threespires.accounts.models import Person
from threespires.approvals.operations import approve, refuse
from threespires.cases import operations as cases
from threespires.cases.keeping import operations as keeping
from threespires.cases.models import Case, Disposal, Interest
from threespires.cases.roles import operations as roles
from threespires.concerns import operations as concerns
from threespires.documents.operations import keep
from threespires.kernel.clock import today
from threespires.leaving import operations as leaving
from threespires.leaving import parts
from threespires.leaving.models import Parcel, SealedPart
from threespires.meetings import operations as meetings
from threespires.meetings.calendar import operations as calendars
from threespires.meetings.models import Correction, Decision, Meeting
from threespires.partnership import operations as partnership
from threespires.partnership.models import Agency, CaseRole
from threespires.practitioners import operations as practitioners
from threespires.readings.models import UnusualReading
from threespires.sheets.models import SheetImport
from threespires.thread.actions import operations as actions
from threespires.thread.actions.lifecycle import EscalationStatus, State, TestStatus, WorkStatus
from threespires.thread.learning import operations as learning
from threespires.thread.priorities import operations as priorities
from threespires.work.assurance import operations as assurance
from threespires.work.assurance.models import Duty
from threespires.work.forum import operations as forum
from threespires.work.information_requests import operations as information
from threespires.work.information_requests.models import InformationRequest


class World:
    """One of everything, under a name."""

    def __init__(self) -> None:
        self.p = p = make.partnership()
        self.number = count(1)
        made.standing_agenda(p.implementation)
        assurance.load_duties()
        self.duty = Duty.objects.order_by("pk").first()
        self.action = make.action(p, State.BLOCKED)
        self.work = self.action.work
        self.priority = self.work.priority
        priorities.write_vision(self.priority, by=p.council_officer, vision="Every child is asked")
        self.enquiry = self.priority.enquiries.first()
        self.learning = make.learning(p)
        self.new_learning = make.learning(p)
        self.statement = make.statement(p, self.enquiry, cites=[self.learning])
        self.escalation = make.escalation(p, action=self.action)
        self.begun = make.action(p, State.IN_PROGRESS)
        make.evidence(self.begun)
        self.proposed = make.action(p, State.PROPOSED)
        self.stuck = make.action(p, State.BLOCKED)
        self.new_work, self.taken_up = make.work(p), make.work(p, WorkStatus.TAKEN_UP)
        self.joint = make.joint_action(p)
        self.test = make.effect_test(p, priority=self.priority)
        self.round = make.update_round(p, [self.action])
        self.release = make.release(p)
        self.interest = self._shut_out()
        self.role = self._give_role()
        self.case_file = make.case_file(p, self.release.case)
        self.hold = keeping.put_on_hold(self.release.case, by=p.reviewer, why="A court asked")
        self.due = self._due()
        self.disposed = self._dispose_of_one()
        self.unusual = self._unusual(p.second_reviewer)
        self.returned = learning.return_release(make.release(p), by=p.second_reviewer, because="Too close")
        self.planned = made.meeting(p, day=today() + timedelta(days=20))
        self.today = made.meeting(p, day=today())
        self.running = made.open_meeting(p, p.executive, day=today())
        self.item = meetings.add_item(self.running, by=p.administrator, title="What young people ask of us")
        self.decision = meetings.decide(self.running, by=p.administrator, text="We follow up", item=self.item)
        self.paper = handed_in.paper(self.planned, by=p.manager)
        self.pack = handed_in.pack(self.planned, by=p.manager)
        handed_in.paper(self.today, by=p.manager)
        self.pack_to_send = handed_in.pack(self.today, by=p.manager, out=False)
        self.closed, self.waiting, self.correction = self._closed_meeting()
        mine = {"by": p.scrutineer, "person": p.scrutineer}
        self.declaration = meetings.declare_interest(self.running, what="A trustee", **mine)
        self.feed = calendars.make_address(p.housing_officer)
        self.seat = p.implementation.seats.filter(person=p.housing_officer).get()
        self.case_seat = p.practice_review.seats.filter(person=p.second_reviewer).get()
        self.proposal = partnership.propose_seat(
            by=p.reviewer, group=p.practice_review, person=make.person(), role="member", why="Knows the work"
        )
        self.mirror = assurance.prepare_mirror(by=p.manager, agency=p.housing, since=today() - timedelta(days=60))
        self.issue, self.concern = make.issue(p), make.concern(p)
        chair = make.member(p.forum, role="chair")
        self.doubted = concerns.doubt(make.concern(p), by=chair, because="Somebody else was meant")
        self.returned_issue = forum.send_back(make.issue(p), by=p.manager, because="Which moves?")
        self.request = self._request()
        self.document = keep(SimpleUploadedFile("list.pdf", b"%PDF-1.7 A list"), by=p.housing_officer)
        of_plan = {"kind": "action-plan", "file_name": "plan.xlsx", "document": self.document, "uploaded_by": p.manager}
        self.sheet, self.applied_sheet, self.failed_sheet = (
            SheetImport.objects.create(status=status, **of_plan) for status in ("ready", "applied", "failed")
        )
        self.practitioner = practitioners.add(
            by=p.schools_officer, agency=p.schools, email="practitioner@example.test", name="A practitioner"
        )
        make.evidence(self.action, kind="document", text="", document=self.document)
        self.parcel = self._parcel()
        self.part, self.came_part = self._sealed_part(), self._sealed_part(came=True)
        self.shut_part = self._sealed_part(came=True, first_by=p.reviewer, second_by=p.second_reviewer)
        self.grow()

    def grow(self) -> None:
        """Three more of everything that a page may list, each differing in whatever it leads to."""
        p = self.p
        for number in (next(self.number) for _ in range(3)):
            person, agency = make.person(f"Person {number}"), make.agency(f"agency-{number}", f"Agency {number}")
            partnership.seat(by=p.manager, group=p.implementation, person=person, role="member", agency=agency)
            make.seated(p.practice_review, person, "adviser", starts=today())
            self._grow_proposals(person)
            self._grow_thread(number, person, agency)
            self._unusual(person)
            self._grow_meetings(number)
            self._grow_concerns()
            self._parcel()
            self._sealed_part()
            somebody = {"email": f"practitioner{number}@example.test", "name": f"Somebody {number}"}
            practitioners.add(by=p.schools_officer, agency=p.schools, **somebody)
            assurance.add_evidence(self.duty, by=p.manager, title=f"Evidence {number}", dated=today())
            assurance.prepare_mirror(by=p.manager, agency=agency, since=today() - timedelta(days=60))

    def _closed_meeting(self) -> tuple[Meeting, Decision, Correction]:
        """A meeting of the executive before the one under way, held without its quorum: its minutes are circulated."""
        p = self.p
        absent = [seat.person for seat in p.executive.seats.all() if seat.person != p.administrator]
        meeting = made.open_meeting(p, p.executive, day=today() - timedelta(days=30), absent=absent)
        decision = meetings.decide(meeting, by=p.administrator, text="We share a list")
        meetings.close_meeting(meeting, by=p.administrator)
        meetings.circulate(meeting, by=p.administrator)
        return meeting, decision, meetings.ask_correction(meeting, by=p.scrutineer, words="It was thirty")

    def _unusual(self, person: Person) -> UnusualReading:
        """Somebody read a case record in an unusual way."""
        group = self.p.practice_review
        return UnusualReading.objects.create(reader=person, group=group, day=today(), kind="hours", cases=1)

    def _parcel(self) -> Parcel:
        """What the Board manager took out and has not fetched."""
        p = self.p
        parcel = Parcel.objects.create(group=p.implementation, asked_by=p.manager, asked_in="Board manager")
        leaving.make(parcel)
        parcel.refresh_from_db()
        return parcel

    def _sealed_part(self, **facts: Any) -> SealedPart:
        """What left sealed of a case group, or came so."""
        part = SealedPart(group=self.p.practice_review, **facts)
        parts.begin(part)
        part.save()
        return part

    def _shut_out(self) -> Interest:
        """Another member is kept out of the case of the release."""
        other = make.member(self.p.practice_review)
        return cases.shut_out(self.release.case, other, by=self.p.reviewer, why="Named in it")

    def _give_role(self) -> CaseRole:
        """Somebody from outside holds a role on the case of the release."""
        days = {"starts": today(), "ends": today() + timedelta(days=30)}
        about = {"kind": "lead_reviewer", "agency": self.p.health, **days}
        asked = roles.propose_role(self.release.case, by=self.p.reviewer, person=make.person(), **about)
        approve(asked, by=self.p.second_reviewer)
        roles.propose_role(self.release.case, by=self.p.reviewer, person=make.person(), **about)
        return CaseRole.objects.latest("pk")

    def _due(self) -> Case:
        """A case whose time is over."""
        case = make.case_learning(self.p).case
        Case.objects.filter(pk=case.pk).update(kept_from=date(2000, 1, 3))
        return Case.objects.select_related("group").get(pk=case.pk)

    def _dispose_of_one(self) -> Disposal:
        case = self._due()
        approve(keeping.ask_disposal(case, by=self.p.reviewer), by=self.p.second_reviewer)
        return Disposal.objects.get(case=case)

    def _request(self) -> InformationRequest:
        p = self.p
        asked = {"kind": "subject_access", "asked_by": "A parent", "asks": "What is held about them"}
        return information.record_request(by=p.manager, received_on=today(), handler=p.manager, **asked)

    def _grow_concerns(self) -> None:
        """One more that waits and one more that ended, of issues, concerns and requests for information."""
        p = self.p
        make.issue(p)
        make.concern(p)
        referral = {"referred_on": today(), "referred_to": "The front door", "referred_by": "On call", "reference": ""}
        concerns.refer(make.concern(p), by=p.manager, **referral)
        forum.send_back(make.issue(p), by=p.manager, because="Which moves?")
        information.add_step(self.request, by=p.manager, on=today(), words="Asked housing")
        ended = self._request()
        information.answer(ended, by=p.manager, decision="given", answer="All of it", answered_on=today())
        self._request()

    def _grow_proposals(self, person: Person) -> None:
        """One more that waits, and one more that was refused."""
        p = self.p
        for role in ("member", "administrator"):
            asked = partnership.propose_seat(
                by=p.reviewer, group=p.practice_review, person=make.person(), role=role, why="Knows the work"
            )
        refuse(asked, by=p.second_reviewer, because="One is enough")
        partnership.ask_reset(person, by=p.manager, what="link", why="Lost the letter")

    def _grow_thread(self, number: int, person: Person, agency: Agency) -> None:
        p = self.p
        learned = make.learning(
            p, by=person, title=f"Learning {number}", agency=agency, group=p.early_help, themes=[f"Theme {number}"]
        )
        enquiry = make.enquiry(p, question=f"Question {number}?")
        statement = make.statement(p, self.enquiry, key="needs-to-happen", text=f"Need {number}", cites=[learned])
        make.statement(p, self.enquiry, cites=[learned, self.learning])
        priorities.scale(self.enquiry, by=person, agency=agency, score=number % 11, reason="So it seems to us")
        make.priority(p, title=f"Priority {number}", enquiries=[enquiry])
        work = make.work(p, title=f"Work {number}", priority=self.priority, statement=statement)
        late = {"work": self.work, "title": f"Action {number}", "owner": person, "agency": agency}
        action = make.action(p, State.BLOCKED, **late)
        make.evidence(action)
        make.escalation(p, action=action)
        make.escalation(p, EscalationStatus.ANSWERED, action=make.action(p, State.BLOCKED, work=work))
        joint = make.joint_action(p, work=self.work, title=f"Joint action {number}")
        proposed = make.action(p, State.PROPOSED, work=self.work, title=f"Proposed {number}")
        make.update_round(p, [action, joint, proposed])
        actions.update(self.action, by=p.housing_officer, text=f"Update {number}")
        make.evidence(self.action, title=f"Evidence {number}")
        make.effect_test(p, priority=self.priority, title=f"Test {number}")
        make.effect_test(p, TestStatus.REPORTED, priority=self.priority, title=f"Reported {number}", actions=[action])
        make.case_learning(p)
        self._shut_out()
        self._give_role()
        keeping.put_on_hold(self.release.case, by=p.reviewer, why="An inquiry asked")
        keeping.ask_disposal(self._due(), by=p.reviewer)
        keeping.put_on_hold(self._due(), by=p.reviewer, why="An inquiry asked")
        self._due()
        self._dispose_of_one()
        make.release(p)
        make.protected_learning(p)

    def _grow_meetings(self, number: int) -> None:
        p = self.p
        made.meeting(p, day=today() + timedelta(days=20 + number))
        made.meeting(p, p.practice_review, day=today() + timedelta(days=30 + number))
        handed_in.paper(self.planned, by=p.manager, title=f"Paper {number}")
        item = meetings.add_item(self.running, by=p.administrator, title=f"Item {number}")
        meetings.write_note(item, by=p.administrator, note=f"Minutes {number}")
        meetings.decide(self.running, by=p.administrator, text=f"Decision {number}", item=item)
        meetings.welcome_guest(self.running, by=p.administrator, name=f"Guest {number}")
        mine = {"by": p.administrator, "person": p.scrutineer}
        meetings.declare_interest(self.running, what=f"Interest {number}", items=[item], stands_back=False, **mine)
        meetings.take_in_private(item, by=p.administrator, private=True, because="A contract")
        meetings.ask_correction(self.closed, by=p.scrutineer, words=f"Correction {number}")
