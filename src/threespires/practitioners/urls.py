from django.urls import path

from threespires.practitioners import views

app_name = "practitioners"
urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/<str:token>/", views.confirm, name="confirm"),
    path("of/<slug:key>/add/", views.add, name="add"),
    path("<int:pk>/end/", views.end, name="end"),
]
