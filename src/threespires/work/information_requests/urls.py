"""Addresses of requests for information."""

from django.urls import path

from threespires.work.information_requests import views

app_name = "information_requests"
urlpatterns = [
    path("", views.register, name="register"),
    path("new/", views.new, name="new"),
    path("<slug:ref>/", views.request_page, name="request"),
    path("<slug:ref>/step/", views.add_step, name="add_step"),
    path("<slug:ref>/hand-over/", views.hand_over, name="hand_over"),
    path("<slug:ref>/extend/", views.extend, name="extend"),
    path("<slug:ref>/answer/", views.answer, name="answer"),
    path("<slug:ref>/withdraw/", views.withdraw, name="withdraw"),
]
