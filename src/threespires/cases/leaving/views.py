"""A group takes its own case records out, as open files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.cases.leaving.writing import export
from threespires.cases.pages import own_group, write_down
from threespires.cases.permissions import may_take_out, visible_cases
from threespires.design.forms import ConfirmForm
from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.standing import case_groups


@goes_by(case_groups, may_take_out, visible_cases, sending=may_take_out)
def take_out(request: HttpRequest, key: str) -> HttpResponse:
    """A member takes out what the group keeps of the cases that they see."""
    group = own_group(request, key)
    require(may_take_out(request.user, group))
    cases = visible_cases(request.user).filter(group=group).order_by("number")
    if request.method == "POST":
        content, records = export(group, cases, marking=request.marking)
        write_down(request, group, *records)
        answer = HttpResponse(content, content_type="application/zip")
        answer["Content-Disposition"] = f'attachment; filename="case-records-{group.key}-{today().isoformat()}.zip"'
        return answer
    return render(request, "cases/export.html", {"group": group, "count": cases.count(), "form": ConfirmForm()})
