"""Addresses of papers and packs."""

from django.urls import path

from threespires.papers import views

app_name = "papers"
urlpatterns = [
    path("of/<slug:ref>/", views.pack, name="pack"),
    path("of/<slug:ref>/hand-in/", views.hand_in, name="hand_in"),
    path("of/<slug:ref>/make/", views.make, name="make"),
    path("of/<slug:ref>/send-out/", views.send_out, name="send_out"),
    path("of/<slug:ref>/pack.pdf", views.fetch, name="fetch"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("<int:pk>/replace/", views.replace, name="replace"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
