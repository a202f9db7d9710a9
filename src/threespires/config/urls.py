"""Addresses, gathered from the rooms' door plates."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from threespires.config import views
from threespires.kernel import plates

handler403 = handler404 = "threespires.config.views.not_found"
handler400 = "threespires.config.views.unreadable"
handler500 = "threespires.config.views.problem"

urlpatterns = [
    path("menu/", views.menu, name="menu"),
    path("health/", views.health, name="health"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    *(
        path(room.prefix, include(f"{room.name}.urls"))
        for room in plates.rooms()
        if room.prefix is not None and find_spec(f"{room.name}.urls")
    ),
    path("account/", include("threespires.accounts.library_urls")),
]
if (settings.DEMO or settings.DEVELOPMENT) and find_spec("threespires.design.urls"):
    urlpatterns.append(path("design/", include("threespires.design.urls")))
