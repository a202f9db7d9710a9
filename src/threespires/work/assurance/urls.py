"""Addresses of assurance."""

from django.urls import path

from threespires.work.assurance import views

app_name = "assurance"
urlpatterns = [
    path("", views.duties, name="duties"),
    path("duties/<str:key>/<slug:rule>/", views.duty, name="duty"),
    path("duties/<str:key>/<slug:rule>/assess/", views.assess, name="assess"),
    path("duties/<str:key>/<slug:rule>/evidence/", views.add_evidence, name="add_evidence"),
    path("duties/<str:key>/<slug:rule>/owner/", views.assign, name="assign"),
    path("mirrors/", views.mirrors, name="mirrors"),
    path("mirrors/new/", views.prepare_mirror, name="prepare_mirror"),
    path("mirrors/<int:pk>/", views.mirror, name="mirror"),
    path("boundaries/", views.boundaries, name="boundaries"),
]
