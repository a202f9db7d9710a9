"""Walking the thread: every thread, one thread, from any point both ways, where it is broken, how it works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.kernel.rules import goes_by
from threespires.partnership.permissions import takes_part
from threespires.thread.actions.permissions import visible_actions, visible_tests
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities.models import Priority
from threespires.thread.priorities.permissions import visible_priorities
from threespires.thread.walk.broken import breaks, breaks_along
from threespires.thread.walk.drawing import picture, spine, summary_spine
from threespires.thread.walk.graph import ENQUIRY, Graph, key_of, thread_from, thread_through
from threespires.thread.walk.overview import process_steps, process_svg, thread_rows
from threespires.thread.walk.permissions import visible_on_a_thread
from threespires.thread.walk.verdicts import how_it_stands

BROKEN_SHOWN = 5


@goes_by(visible_priorities)
def threads(request: HttpRequest) -> HttpResponse:
    """Every thread, newest quarter first, and what is broken for this person to mend."""
    priorities = visible_priorities(request.user).order_by("-set_on", "-pk")
    broken = [each for each in breaks(request.user, today()) if each.is_mine]
    return render(
        request,
        "walk/threads.html",
        {
            "quarters": thread_rows(request.user, priorities),
            "broken": broken[:BROKEN_SHOWN],
            "more": len(broken) > BROKEN_SHOWN,
        },
    )


@goes_by(visible_priorities)
def thread(request: HttpRequest, ref: str) -> HttpResponse:
    """One thread: the picture, the walk from a point on it, and what is broken along it."""
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    graph = thread_from(request.user, [priority])
    start = _start(request, graph) or priority
    return render(request, "walk/thread.html", _page(request, graph, priority, start))


@goes_by(visible_on_a_thread)
def walk(request: HttpRequest, ref: str) -> HttpResponse:
    """The thread through any record, walked from there both ways."""
    thing = get_object_or_404(visible_on_a_thread(request.user, ref), ref=ref)
    graph = thread_through(request.user, thing)
    return render(request, "walk/thread.html", _page(request, graph, None, thing))


def _page(request: HttpRequest, graph: Graph, priority: Priority | None, start: Any) -> dict[str, Any]:
    here = key_of(start)
    first = priority or next((thing for thing in graph.things.values() if isinstance(thing, Priority)), None)
    title = str(first or next(iter(graph.at(ENQUIRY)), start))
    return {
        "graph": graph,
        "priority": first,
        "quarter": _chosen_for(first),
        "title": title,
        "verdict": how_it_stands(graph),
        "picture": picture(graph, title),
        "summary": summary_spine(graph),
        "start": start,
        "start_name": str(start),
        "why": spine(graph, graph.back_from(here), here),
        "came": spine(graph, graph.on_from(here), here),
        "points": [thing for thing in graph.things.values() if thing != start],
        "broken": breaks_along(request.user, graph, today()),
    }


def _chosen_for(priority: Priority | None) -> Quarter | None:
    """The quarter for which a priority was first chosen, under which the list of threads has it."""
    first = min((decision.quarter for decision in priority.quarters.all()), default=None) if priority else None
    return Quarter(first) if first else None


def _start(request: HttpRequest, graph: Graph) -> Any:
    asked = request.GET.get("from", "")
    return next((thing for thing in graph.things.values() if thing.ref == asked), None)


@goes_by(visible_priorities)
def thread_svg(request: HttpRequest, ref: str) -> HttpResponse:
    """The picture of one thread as a file."""
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    drawn = picture(thread_from(request.user, [priority]), str(priority), download=True)
    answer = HttpResponse(str(drawn), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="thread-{priority.ref}.svg"'
    return answer


@goes_by(visible_priorities)
def thread_print(request: HttpRequest, ref: str) -> HttpResponse:
    """One thread on paper: the picture on a sheet of its own, and the same as a list."""
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    graph = thread_from(request.user, [priority])
    return render(request, "walk/thread_print.html", _page(request, graph, priority, priority))


@goes_by(visible_learning, visible_actions, visible_tests)
def broken(request: HttpRequest) -> HttpResponse:
    """Every break the person may see: theirs to mend first."""
    found = breaks(request.user, today())
    return render(
        request,
        "walk/broken.html",
        {
            "mine": [each for each in found if each.is_mine],
            "others": [each for each in found if not each.is_mine],
        },
    )


@goes_by(takes_part)
def process(request: HttpRequest) -> HttpResponse:
    """How a concern becomes a change: the steps, who takes them, and what stands at each now."""
    return render(
        request, "walk/process.html", {"picture": process_svg(request.user), "steps": process_steps(request.user)}
    )
