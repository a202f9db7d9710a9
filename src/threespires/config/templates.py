"""The Jinja2 environment of every page. An undefined name is an error."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from threespires.kernel import dates, plates
from threespires.kernel.addresses import address, asking
from threespires.kernel.clock import today


def late_words(due: Any) -> str:
    return dates.say_days_late(due, today())


@pass_context
def along(page: Context, where: str) -> str:
    """The address `where`, with the meeting from which the page was opened."""
    meeting = page["request"].GET.get("meeting")
    return asking(where, meeting=meeting) if meeting else where


@pass_context
def way_back(page: Context) -> tuple[str, str] | None:
    """The meeting from which the page was opened, and where it is just now."""
    request = page.get("request")
    if request is None or "meeting" not in request.GET or not request.user.is_authenticated:
        return None
    return plates.answer("way_back", request, otherwise=None)


def environment(**options: Any) -> Environment:
    options["undefined"] = StrictUndefined  # over Django's own
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    made.add_extension("jinja2.ext.do")
    made.globals.update(static=staticfiles_storage.url, url=address, today=today, way_back=way_back)
    made.filters.update(
        along=along,
        date=dates.say_date,
        day=dates.say_day,
        time=dates.say_time,
        moment=dates.say_moment,
        late=late_words,
        get=dict.get,
        zip=zip,
    )
    return made
