"""Addresses of meetings: the plan, one's own calendar, a group's, one meeting, its agenda, and the meeting while it
runs."""

from django.urls import path

from threespires.meetings.calendar import views as calendar
from threespires.meetings.plan import views as forward
from threespires.meetings.views import agenda, interests, meeting, plan, record, run

app_name = "meetings"
urlpatterns = [
    path("", plan.meetings, name="meetings"),
    path("plan/", forward.plan, name="plan"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/address/", calendar.make_address, name="make_address"),
    path("calendar/address/end/", calendar.end_address, name="end_address"),
    path("calendar/<str:secret>.ics", calendar.read_feed, name="feed"),
    path("group/<slug:key>/", plan.group, name="group"),
    path("group/<slug:key>/arrange/", plan.arrange, name="arrange"),
    path("group/<slug:key>/attendance/", record.attendance, name="attended"),
    path("log/<slug:kind>/", record.log, name="log"),
    path("<slug:ref>/", meeting.meeting, name="meeting"),
    path("<slug:ref>/meeting.ics", calendar.entry, name="entry"),
    path("<slug:ref>/reply/<int:seat>/", meeting.reply, name="reply"),
    path("<slug:ref>/move/", meeting.move, name="move"),
    path("<slug:ref>/cancel/", meeting.cancel, name="cancel"),
    path("<slug:ref>/agenda/", agenda.edit, name="agenda"),
    path("<slug:ref>/agenda/prepare/", agenda.prepare, name="prepare"),
    path("<slug:ref>/agenda/add/", agenda.add, name="add_item"),
    path("<slug:ref>/agenda/order/", agenda.order, name="order"),
    path("<slug:ref>/agenda/<int:item>/", agenda.amend, name="amend_item"),
    path("<slug:ref>/agenda/<int:item>/private/", interests.private, name="private"),
    path("<slug:ref>/interests/", interests.interests, name="interests"),
    path("<slug:ref>/interests/<int:declaration>/end/", interests.end, name="end_interest"),
    path("<slug:ref>/run/", run.run, name="run"),
    path("<slug:ref>/run/attendance/", run.attendance, name="attendance"),
    path("<slug:ref>/run/close/", run.close, name="close"),
    path("<slug:ref>/run/<int:item>/", run.item, name="item"),
    path("<slug:ref>/decisions/<str:decision>/", run.explain, name="explain"),
    path("<slug:ref>/decisions/<str:decision>/ratify/", record.ratify, name="ratify"),
    path("<slug:ref>/minutes/", record.minutes, name="minutes"),
    path("<slug:ref>/minutes/word/", record.word, name="word"),
    path("<slug:ref>/minutes/correct/", record.correct, name="correct"),
    path("<slug:ref>/minutes/corrections/<int:correction>/", record.answer, name="answer"),
]
