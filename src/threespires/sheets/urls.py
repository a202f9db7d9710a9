"""Addresses of spreadsheets on their way in."""

from django.urls import path

from threespires.sheets import views

app_name = "sheets"
urlpatterns = [
    path("<int:pk>/", views.one, name="import"),
    path("<int:pk>/apply/", views.apply, name="apply"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/again/", views.read_again, name="read_again"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<slug:kind>/new/", views.hand_in, name="hand_in"),
]
