"""Who looked: at a group's case records, for its chair; and what one opened oneself."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from threespires.cases.models import Entry
from threespires.cases.permissions import may_see_who_looked, visible_entries
from threespires.cases.telling import tell
from threespires.kernel.rules import goes_by
from threespires.partnership.models import Group

ON_A_PAGE = 50


@goes_by(may_see_who_looked)
def who_looked(request: HttpRequest, key: str) -> HttpResponse:
    """Who read and changed a case group's records, the latest first, for its chair."""
    group = get_object_or_404(Group.objects.now(), key=key)
    if not may_see_who_looked(request.user, group):
        raise Http404
    request.marking = f"OFFICIAL-SENSITIVE · Only the chair of {group} may read this"
    entries = Entry.objects.filter(group=group).select_related("person")
    page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    told = tell(page, by_name=True)
    return render(request, "cases/who_looked.html", {"group": group, "entries": told, "page": page})


@goes_by(visible_entries)
def mine(request: HttpRequest) -> HttpResponse:
    """What one has read and changed oneself among case records, the latest first."""
    entries = visible_entries(request.user).select_related("person", "group")
    page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/mine.html", {"entries": tell(page, by_name=False), "page": page})
