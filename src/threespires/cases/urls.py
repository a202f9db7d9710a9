from django.urls import path

from threespires.cases import views
from threespires.cases.keeping import views as keeping
from threespires.cases.leaving import views as leaving
from threespires.cases.roles import views as roles

app_name = "cases"
urlpatterns = [
    path("opened/", views.mine, name="mine"),
    path("<uuid:pk>/", views.case, name="case"),
    path("<uuid:pk>/interest/", views.declare, name="declare"),
    path("<uuid:pk>/shut-out/", views.shut_out, name="shut_out"),
    path("<uuid:pk>/let-back/<uuid:interest>/", views.let_back, name="let_back"),
    path("<uuid:pk>/roles/new/", roles.give, name="give_role"),
    path("<uuid:pk>/roles/<int:role>/end/", roles.end, name="end_role"),
    path("<uuid:pk>/looked/", views.who_looked_at, name="who_looked_at"),
    path("<uuid:pk>/hold/", keeping.hold, name="hold"),
    path("<uuid:pk>/hold/<uuid:hold>/end/", keeping.end_hold, name="end_hold"),
    path("<uuid:pk>/dispose/", keeping.dispose, name="dispose"),
    path("certificates/<int:pk>/", keeping.certificate, name="certificate"),
    path("<slug:key>/keeping/", keeping.keeping, name="keeping"),
    path("<slug:key>/export/", leaving.take_out, name="export"),
    path("<slug:key>/looked/", views.who_looked, name="who_looked"),
]
