"""Addresses of the arrangement."""

from django.urls import path

from threespires.partnership.views import agencies, confirming, groups, one, people, proposing, room, terms

app_name = "partnership"
urlpatterns = [
    path("", groups.groups, name="groups"),
    path("arrangement/", groups.arrangement, name="arrangement"),
    path("arrangement/print/", groups.arrangement_print, name="arrangement_print"),
    path("arrangement.svg", groups.arrangement_svg, name="arrangement_svg"),
    path("as-of/", groups.as_of, name="as_of"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("posts/", agencies.posts, name="posts"),
    path("agencies/<slug:key>/", one.agency, name="agency"),
    path("posts/<slug:key>/", one.post, name="post"),
    path("posts/<slug:key>/holder/", agencies.hold_post, name="hold_post"),
    path("confirm/<slug:what>/<int:pk>/", confirming.confirm, name="confirm"),
    path("resets/<int:number>/", proposing.ask_reset, name="ask_reset"),
    path("<slug:key>/", room.room, name="room"),
    path("<slug:key>/people/", people.people, name="people"),
    path("<slug:key>/people/new/", people.take_seat, name="take_seat"),
    path("<slug:key>/people/<int:pk>/delegate/", people.lend_seat, name="lend_seat"),
    path("<slug:key>/people/<int:pk>/change/", proposing.change_seat, name="change_seat"),
    path("<slug:key>/people/<int:pk>/end/", people.end_seat, name="end_seat"),
    path("<slug:key>/people/review/", people.review, name="review"),
    path("<slug:key>/terms/", terms.terms, name="terms"),
    path("<slug:key>/history/", room.history, name="history"),
]
