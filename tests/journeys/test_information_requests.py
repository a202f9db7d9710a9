"""A request for information: recorded, lengthened, late on nobody's home, answered."""

import pytest

from threespires.work.information_requests.models import InformationRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.on_sqlite_too
def test_a_subject_access_request_is_recorded_lengthened_and_answered(visit):
    area = visit.area
    visit.sit(area.manager)
    visit.open("/account/")
    visit.go("Requests for information")
    visit.heading("No request is open")
    visit.look("information-requests-none")
    visit.go("Record a request")
    visit.press("Record it")
    visit.reads("There is a problem", "Enter who asks")
    visit.tick("Subject access")
    visit.write("Who asks?", "A parent")
    visit.write("What do they ask for?", "What is held about them")
    visit.look("information-request-new")
    visit.press("Record it")
    visit.heading("To be answered by 2 March 2026")
    visit.reads("To be confirmed by the partnership", "A parent")
    visit.look("information-request")
    visit.go("Add a step")
    visit.write("What was done?", "Identity confirmed")
    visit.look("information-request-step")
    visit.press("Add it")
    visit.go("Lengthen it")
    visit.reads("It is then to be answered by 2 May 2026")
    visit.write("Why does it take longer?", "Letters are on paper")
    visit.look("information-request-lengthen")
    visit.press("Lengthen it")
    visit.reads("Letters are on paper")
    visit.go("Record the answer")
    visit.tick("Given in part")
    visit.write("Why so?", "Less what others told us")
    visit.look("information-request-answer")
    visit.press("Record it")
    visit.heading("Given in part")
    visit.open("/information-requests/")
    visit.lacks("A parent")
    visit.look("information-requests")

    visit.sit(area.delivery_chair if area.delivery_chair != area.manager else area.sub_chair)
    visit.finds_no_page(InformationRequest.objects.get().get_absolute_url(), "/information-requests/")
