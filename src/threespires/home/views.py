"""Home: what do I owe, by when; what waits for my decision; my next meetings; what changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from threespires.accounts.permissions import may_manage_accounts
from threespires.cases.roles.shown import own_roles
from threespires.home.looking import AT_FIRST, last_looked, say_when
from threespires.home.news import news_before, news_since
from threespires.home.owing import decision_rows, owing, risen_rows, rows
from threespires.kernel import plates
from threespires.kernel.clock import now, today
from threespires.kernel.dates import say_moment
from threespires.kernel.rules import goes_by, whoever_is_signed_in
from threespires.partnership.standing import standing
from threespires.practitioners.permissions import practises

AT_ONCE = 9
MEETINGS = 3


@goes_by(whoever_is_signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """The first page: one's own work, soonest first, and what is coming."""
    me, day = request.user, today()
    facts: dict[str, Any]
    if not standing(me).anywhere and practises(me):
        places = plates.own_places(me, for_practitioners=True)
        ways = [{"title": text, "href": reverse(name)} for text, name in places]
        facts = {"groups": rows(owing(me, day)), "ways": ways, "roles": own_roles(me)}
        return render(request, "home/practitioner.html", facts)
    if not standing(me).anywhere:
        facts = {"may_manage": may_manage_accounts(me), "roles": own_roles(me)}
        return render(request, "home/nothing_held.html", facts)
    mine = owing(me, day)
    since = last_looked(me)
    return render(
        request,
        "home/home.html",
        {
            "day": day,
            "owing": mine,
            "groups": rows(mine, AT_ONCE),
            "more": len(mine.everything) > AT_ONCE,
            "decisions": decision_rows(mine),
            "roles": own_roles(me),
            "risen": risen_rows(me, day),
            "meetings": plates.answer("next_meetings", me, day, MEETINGS, otherwise=[]),
            "since": say_when(since) if since else "The last seven days",
            "news": news_since(me, since or now() - AT_FIRST),
        },
    )


@goes_by(whoever_is_signed_in)
def owed(request: HttpRequest) -> HttpResponse:
    """All that one owes."""
    mine = owing(request.user, today())
    return render(request, "home/owed.html", {"owing": mine, "groups": rows(mine)})


@goes_by(whoever_is_signed_in)
def news(request: HttpRequest) -> HttpResponse:
    """What others changed among what one may see, the latest first, page after page."""
    asked = request.GET.get("before", "")
    found, further = news_before(request.user, int(asked) if asked.isdecimal() and len(asked) < 18 else None)
    rows = [{"who": each.who, "words": each.words, "href": each.href, "when": say_moment(each.at)} for each in found]
    return render(request, "home/news.html", {"rows": rows, "further": further, "begun": bool(asked)})
