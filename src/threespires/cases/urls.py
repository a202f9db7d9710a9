from django.urls import path

from threespires.cases import views

app_name = "cases"
urlpatterns = [
    path("opened/", views.mine, name="mine"),
    path("<slug:key>/looked/", views.who_looked, name="who_looked"),
]
