"""Papers come in for a meeting, a pack is made of them and sent out, a supplement follows, and each reads their own."""

import pytest

from tests.binding import looking, making
from tests.make.papers import pdf
from threespires.kernel.clock import today
from threespires.meetings.models import Meeting
from threespires.meetings.reminders import plan_ahead

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = "Children not brought to appointments"
CLOSED = "The budget, line by line"


@pytest.mark.on_sqlite_too
def test_a_pack_is_made_sent_out_and_followed_by_a_supplement(visit, tmp_path):
    area = visit.area
    plan_ahead()
    meeting = Meeting.objects.after(today()).filter(group=area.executive).first()
    member = area.executive_member(area.statutory[1])
    visit.sit(area.manager)
    visit.open(meeting.get_absolute_url())
    visit.go("Hand in a paper")
    visit.press("Hand in")
    visit.reads("Enter what the paper is called")
    visit.look("paper-hand-in-with-errors")
    hand_in(visit, "A list", tmp_path / "locked.pdf", making.locked(pdf().read(), user="word", owner="other"))
    visit.reads("locked with a password")
    hand_in(visit, REPORT, tmp_path / "report.pdf", pdf("Nine in ten were brought", pages=2).read())
    visit.reads(f"“{REPORT}” is handed in")
    visit.open(f"/papers/of/{meeting.ref}/hand-in/")
    visit.tick("Only those who sit on the group")
    hand_in(visit, CLOSED, tmp_path / "budget.xlsx", making.excel([["Line", "Pounds"], ["Training", "12000"]]))
    visit.press_twice("Make the pack")
    visit.look("papers-pack-ready")
    visit.reads("Ready to send out")
    visit.press("Send out the pack")
    visit.reads("Pack sent out")
    visit.look("papers-pack-out")

    visit.sit(area.outsider)
    assert visit.open(f"/papers/of/{meeting.ref}/") == 404

    visit.sit(member)
    visit.open(meeting.get_absolute_url())
    visit.look("meeting-with-papers")
    fetched = visit.download("Fetch the pack (PDF)", tmp_path).read_bytes()
    assert looking.faults(fetched, tmp_path) == ""
    assert "12000" in all_of(fetched, tmp_path)
    numbers = looking.labels(fetched)

    visit.sit(area.manager)
    visit.open(meeting.get_absolute_url())
    visit.go(REPORT, "Hand in a new version")
    visit.attach("The new version", written(tmp_path / "report-2.pdf", pdf("Eight in ten, as counted since").read()))
    visit.write("What is new in it?", "The share is corrected")
    visit.look("paper-replace")
    visit.press("Hand in")
    visit.reads("Late")
    visit.look("paper")
    visit.go("Papers and pack")
    visit.press("Make a supplement")
    visit.press("Send out the supplement 1")
    visit.reads("Supplement 1 sent out")

    visit.sit(member)
    visit.open(f"/papers/of/{meeting.ref}/")
    later = visit.download("Fetch the pack (PDF)", tmp_path).read_bytes()
    assert [number for number in looking.labels(later) if number in numbers] == numbers
    assert "Eight in ten" in all_of(later, tmp_path)

    visit.sit(area.manager)
    visit.open(meeting.get_absolute_url())
    visit.go(CLOSED, "Withdraw")
    visit.write("Why is it withdrawn?", "It goes to the finance group")
    visit.look("paper-withdraw")
    visit.press("Withdraw")
    visit.reads("Withdrawn: It goes to the finance group")
    assert "12000" not in all_of(visit.download("Fetch the pack (PDF)", tmp_path).read_bytes(), tmp_path)


def hand_in(v, title: str, file, content: bytes) -> None:
    v.write("What is it called?", title)
    v.attach("The paper", written(file, content))
    v.press("Hand in")


def written(file, content: bytes):
    file.write_bytes(content)
    return file


def all_of(content: bytes, folder) -> str:
    return "".join(looking.text(content, folder, page) for page in range(1, len(looking.labels(content)) + 1))
