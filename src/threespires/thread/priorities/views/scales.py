"""An agency says how safe it thinks it is; and all that agencies have said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import ScaleForm
from threespires.thread.priorities.permissions import agencies_to_scale_for, may_scale, visible_enquiries


@goes_by(visible_enquiries, may_scale, sending=may_scale)
def scale(request: HttpRequest, ref: str) -> HttpResponse:
    enquiry = get_object_or_404(visible_enquiries(request.user).select_related("approach"), ref=ref)
    agencies = agencies_to_scale_for(request.user)
    first = agencies.first()
    if first is None:
        raise Refused("Only someone who stands for an agency says how safe that agency thinks it is")
    require(may_scale(request.user, enquiry, first))
    form = ScaleForm(request.POST or None, enquiry=enquiry, agencies=agencies)
    if form.is_valid():
        operations.scale(enquiry, by=request.user, **form.cleaned_data)
        messages.success(request, "Scale saved")
        return redirect(enquiry)
    said = enquiry.scalings.filter(agency__in=agencies).select_related("agency").order_by("-said_on", "-pk")
    return render(request, "priorities/scale.html", {"enquiry": enquiry, "form": form, "before": said.first()})


@goes_by(visible_enquiries)
def scales(request: HttpRequest, ref: str) -> HttpResponse:
    """Every scale with its reason, the latest first. Nothing is averaged."""
    enquiry = get_object_or_404(visible_enquiries(request.user).select_related("approach"), ref=ref)
    said = enquiry.scalings.select_related("agency", "said_by").order_by("-said_on", "-pk")
    return render(request, "priorities/scales.html", {"enquiry": enquiry, "said": said})
