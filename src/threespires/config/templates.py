"""The Jinja2 environment of every page. An undefined name is an error."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from jinja2 import Environment, StrictUndefined

from threespires.kernel import dates
from threespires.kernel.addresses import address
from threespires.kernel.clock import today


def late_words(due: Any) -> str:
    return dates.say_days_late(due, today())


def environment(**options: Any) -> Environment:
    options["undefined"] = StrictUndefined  # over Django's own
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    made.add_extension("jinja2.ext.do")
    made.globals.update(static=staticfiles_storage.url, url=address, today=today)
    made.filters.update(
        date=dates.say_date,
        day=dates.say_day,
        time=dates.say_time,
        moment=dates.say_moment,
        late=late_words,
    )
    return made
