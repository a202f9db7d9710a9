from django.urls import path

from threespires.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("owed/", views.owed, name="owed"),
    path("news/", views.news, name="news"),
]
