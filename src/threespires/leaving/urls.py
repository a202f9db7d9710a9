from django.urls import path

from threespires.leaving import views

app_name = "leaving"
urlpatterns = [
    path("sealed/", views.parts, name="parts"),
    path("sealed/<uuid:pk>/", views.part, name="part"),
    path("sealed/<uuid:pk>/half/", views.bring, name="bring"),
    path("sealed/<uuid:pk>/again/", views.again, name="again"),
    path("parcels/<uuid:pk>/", views.parcel, name="parcel"),
    path("groups/<slug:key>/", views.records, name="records"),
]
