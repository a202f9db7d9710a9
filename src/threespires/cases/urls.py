from django.urls import path

from threespires.cases import views

app_name = "cases"
urlpatterns = [
    path("opened/", views.mine, name="mine"),
    path("<uuid:pk>/", views.case, name="case"),
    path("<uuid:pk>/interest/", views.declare, name="declare"),
    path("<uuid:pk>/shut-out/", views.shut_out, name="shut_out"),
    path("<uuid:pk>/let-back/<uuid:interest>/", views.let_back, name="let_back"),
    path("<uuid:pk>/looked/", views.who_looked_at, name="who_looked_at"),
    path("<slug:key>/looked/", views.who_looked, name="who_looked"),
]
