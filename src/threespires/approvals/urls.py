from django.urls import path

from threespires.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.proposals, name="proposals"),
    path("<slug:ref>/", views.proposal, name="proposal"),
    path("<slug:ref>/refuse/", views.refuse, name="refuse"),
    path("<slug:ref>/withdraw/", views.withdraw, name="withdraw"),
]
