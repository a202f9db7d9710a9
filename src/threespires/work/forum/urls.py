"""Addresses of the forum's work."""

from django.urls import path

from threespires.work.forum import views

app_name = "forum"
urlpatterns = [
    path("issues/", views.mine, name="mine"),
    path("issues/new/", views.new, name="new"),
    path("issues/waiting/", views.queue, name="queue"),
    path("issues/<slug:ref>/", views.issue, name="issue"),
    path("issues/<slug:ref>/again/", views.again, name="again"),
    path("issues/<slug:ref>/learn/", views.learn, name="learn"),
    path("issues/<slug:ref>/return/", views.send_back, name="send_back"),
    path("issues/<slug:ref>/set-aside/", views.set_aside, name="set_aside"),
    path("issues/<slug:ref>/concern/", views.mark_concern, name="mark_concern"),
]
