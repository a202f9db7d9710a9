"""A spreadsheet comes in: hand it in, see what is wrong or what would change, apply it, undo it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.sheets import operations
from threespires.sheets.forms import SheetForm
from threespires.sheets.gathering import kind_of
from threespires.sheets.models import SheetImport
from threespires.sheets.permissions import may_apply, may_drop, may_hand_in, may_read_again, may_undo, visible_imports

ON_A_PAGE = 100


@goes_by(may_hand_in, sending=may_hand_in)
def hand_in(request: HttpRequest, kind: str) -> HttpResponse:
    """Hands a sheet of this kind in."""
    try:
        offered = kind_of(kind)
    except KeyError:
        raise Http404 from None
    require(may_hand_in(request.user, offered))
    form = SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        made = operations.hand_in(by=request.user, kind=kind, file=form.cleaned_data["file"])
        return redirect("sheets:import", made.pk)
    return render(request, "sheets/hand_in.html", {"kind": offered, "form": form})


@goes_by(visible_imports)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a sheet stands: under way, refused with every error, ready with every change, applied, undone."""
    return _show(request, _find(request, pk))


def _find(request: HttpRequest, pk: int) -> SheetImport:
    return get_object_or_404(visible_imports(request.user).select_related("document"), pk=pk)


def _show(request: HttpRequest, found: SheetImport, refused: str = "", status: int = 200) -> HttpResponse:
    if not (found.seen or found.is_under_way):
        visible_imports(request.user).filter(pk=found.pk, status=found.status).update(seen=True)
    return render(
        request,
        "sheets/import.html",
        {
            "sheet": found,
            "kind": kind_of(found.kind),
            "page": Paginator(found.changes, ON_A_PAGE).get_page(request.GET.get("page")),
            "may_apply": may_apply(request.user, found),
            "may_undo": may_undo(request.user, found),
            "may_read_again": may_read_again(request.user, found),
            "may_drop": may_drop(request.user, found),
            "refused": refused,
        },
        status=status,
    )


def _asked(request: HttpRequest, pk: int, operation: Callable[..., SheetImport]) -> HttpResponse:
    found = _find(request, pk)
    try:
        operation(found, by=request.user)
    except Refused as refused:
        return _show(request, _find(request, pk), refused.reason, 409)
    return redirect(found)


@goes_by(sending=(visible_imports, may_apply))
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    return _asked(request, pk, operations.apply)


@goes_by(sending=(visible_imports, may_undo))
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _asked(request, pk, operations.undo)


@goes_by(sending=(visible_imports, may_read_again))
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _asked(request, pk, operations.read_again)


@goes_by(sending=(visible_imports, may_drop))
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    operations.drop(found, by=request.user)
    messages.success(request, "Nothing was taken in")
    return redirect(kind_of(found.kind).back)
