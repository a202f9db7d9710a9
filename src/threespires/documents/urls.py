"""Addresses of files."""

from django.urls import path

from threespires.documents import views

app_name = "documents"

urlpatterns = [
    path("<int:pk>/", views.document, name="document"),
    path("<uuid:case>/<uuid:pk>/", views.case_file, name="case_file"),
]
