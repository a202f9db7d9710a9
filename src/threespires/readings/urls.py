from django.urls import path

from threespires.readings import views

app_name = "readings"
urlpatterns = [
    path("", views.unusual, name="unusual"),
    path("<int:pk>/", views.one, name="one"),
]
