"""The plan taken out to Excel: exactly what is chosen on the screen, in its order."""

from django.http import HttpRequest, HttpResponse

from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by
from threespires.sheets.writing import CONTENT_TYPE
from threespires.thread.actions.permissions import visible_actions
from threespires.thread.actions.plan import plan_rows
from threespires.thread.actions.sheet import plan_workbook


@goes_by(visible_actions)
def export(request: HttpRequest) -> HttpResponse:
    """Every row of the selection, all pages of it."""
    found = plan_rows(request.user, request.GET)
    answer = HttpResponse(plan_workbook(found.rows), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="action-plan-{today().isoformat()}.xlsx"'
    return answer
