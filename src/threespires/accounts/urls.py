from django.urls import path

from threespires.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("forgotten/", views.forgotten, name="forgotten"),
    path("set-password/<str:key>/<str:token>/", views.set_password, name="set_password"),
    path("signed-in/", views.sign_ins, name="sign_ins"),
    path("signed-in/<int:number>/end/", views.end_sign_in, name="end_sign_in"),
    path("signed-in/end/", views.end_others, name="end_others"),
    path("kept/", views.kept, name="kept"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:number>/invite/", views.invite_again, name="invite_again"),
    path("people/<int:number>/stop/", views.stop, name="stop"),
    path("people/<int:number>/second-step/", views.reset_second_step, name="reset_second_step"),
    path("people/<int:number>/address/", views.change_address, name="change_address"),
]
