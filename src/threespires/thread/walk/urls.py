"""Addresses of the walk."""

from django.urls import path

from threespires.thread.walk import views

app_name = "walk"
urlpatterns = [
    path("", views.threads, name="threads"),
    path("broken/", views.broken, name="broken"),
    path("process/", views.process, name="process"),
    path("one/<str:ref>/", views.thread, name="thread"),
    path("one/<str:ref>.svg", views.thread_svg, name="thread_svg"),
    path("one/<str:ref>/print/", views.thread_print, name="thread_print"),
    path("walk/<str:ref>/", views.walk, name="walk"),
]
