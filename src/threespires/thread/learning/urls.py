"""Addresses of learning. A case group's own are known to its members alone."""

from django.urls import path

from threespires.thread.learning.views import cases, register, writing

app_name = "learning"
urlpatterns = [
    path("", register.register, name="register"),
    path("new/", writing.new, name="new"),
    path("group/<slug:key>/", register.of_group, name="of_group"),
    path("in-case/<uuid:pk>/new/", cases.keep_in, name="keep_in"),
    path("case/<slug:key>/", cases.case, name="case"),
    path("case/<slug:key>/new/", cases.keep, name="keep"),
    path("case/<slug:key>/release/", cases.draft, name="draft"),
    path("case/<slug:key>/release/<uuid:case>/", cases.release, name="release"),
    path("case/<slug:key>/release/<uuid:case>/write/", cases.redraft, name="redraft"),
    path("case/<slug:key>/release/<uuid:case>/return/", cases.send_back, name="return"),
    path("<str:ref>/", register.learning, name="learning"),
    path("<str:ref>/history/", register.history, name="history"),
    path("<str:ref>/edit/", writing.edit, name="edit"),
    path("<str:ref>/set-aside/", writing.put_aside, name="set_aside"),
]
