"""The product's addresses, and the floor's."""

from django.urls import path

from threespires.config import urls

from . import floor

handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [
    path("floor/rows/<int:count>/", floor.rows),
    path("floor/updates/<str:ref>/", floor.updates),
    path("floor/meeting/<str:ref>/", floor.items),
    *urls.urlpatterns,
]
