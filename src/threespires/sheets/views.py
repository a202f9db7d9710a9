"""A spreadsheet comes in: hand it in, see what is wrong or what would change, apply it, undo it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from threespires.kernel.verdict import Refused, require
from threespires.sheets import operations
from threespires.sheets.forms import SheetForm
from threespires.sheets.gathering import kind_of, kinds
from threespires.sheets.models import SheetImport
from threespires.sheets.permissions import may_apply, may_undo, visible_imports


def hand_in(request: HttpRequest, kind: str) -> HttpResponse:
    """Hands a sheet of this kind in."""
    if kind not in kinds():
        raise Http404
    offered = kind_of(kind)
    require(offered.may_import(request.user))
    form = SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data["file"]
        made = operations.hand_in(by=request.user, kind=kind, file_name=given.name, content=given.read())
        return redirect("sheets:import", made.pk)
    return render(request, "sheets/hand_in.html", {"kind": offered, "form": form})


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a sheet stands: being read, refused with every error, ready with every change, applied, undone."""
    found = get_object_or_404(visible_imports(request.user), pk=pk)
    return _show(request, found)


def _show(request: HttpRequest, found: SheetImport, refused: str = "", status: int = 200) -> HttpResponse:
    return render(
        request,
        "sheets/import.html",
        {
            "sheet": found,
            "kind": kind_of(found.kind),
            "waiting": found.status == SheetImport.Status.READING,
            "may_apply": may_apply(request.user, found),
            "may_undo": may_undo(request.user, found),
            "refused": refused,
        },
        status=status,
    )


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_imports(request.user), pk=pk)
    try:
        operations.apply(found, by=request.user)
    except Refused as refused:
        return _show(request, SheetImport.objects.get(pk=pk), refused.reason, 409)
    count = len(found.changes)
    messages.success(request, f"{count} row{'' if count == 1 else 's'} taken in")
    return redirect(found)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_imports(request.user), pk=pk)
    try:
        operations.undo(found, by=request.user)
    except Refused as refused:
        return _show(request, SheetImport.objects.get(pk=pk), refused.reason, 409)
    messages.success(request, "Everything the sheet changed is as it was")
    return redirect(found)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_imports(request.user), pk=pk)
    operations.drop(found, by=request.user)
    messages.success(request, "Nothing was taken in")
    return redirect(kind_of(found.kind).back)
