"""Those pages of allauth's that have an address here, by the names under which allauth finds them. Its others have
none: nobody signs up, and addresses and passwords are changed by our own pages."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import authenticate
from allauth.mfa.base.views import reauthenticate as code_again
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from threespires.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/no-longer/", views.no_longer, name="account_inactive"),
    path("sign-in/code/", authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/cancelled/", views.cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path("again/", reauthenticate, name="account_reauthenticate"),
    path("again/code/", code_again, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("factors/", views.factors, name="mfa_index"),
    path("factors/app/", apps.activate_totp, name="mfa_activate_totp"),
    path("factors/app/remove/", apps.deactivate_totp, name="mfa_deactivate_totp"),
    path("factors/passkeys/", views.factors, name="mfa_list_webauthn"),
    path("factors/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("factors/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("factors/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factors/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
