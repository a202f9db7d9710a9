"""Addresses of possible concerns."""

from django.urls import path

from threespires.concerns import views

app_name = "concerns"
urlpatterns = [
    path("", views.concerns, name="concerns"),
    path("<slug:ref>/", views.concern, name="concern"),
    path("<slug:ref>/referral/", views.refer, name="refer"),
    path("<slug:ref>/no-referral/", views.doubt, name="doubt"),
    path("<slug:ref>/agree/", views.agree, name="agree"),
    path("<slug:ref>/put-back/", views.put_back, name="put_back"),
]
