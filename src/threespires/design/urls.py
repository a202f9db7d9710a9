"""The gallery's addresses; config includes them in the demo and in development only."""

from django.urls import path

from threespires.design import views

app_name = "design"
urlpatterns = [
    path("", views.chapters, name="gallery"),
    path("<slug:key>/", views.chapter, name="chapter"),
]
