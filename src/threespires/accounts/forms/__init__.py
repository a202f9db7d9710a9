"""What people type to come in, and to let others in. Those of the second step stand in `factors`, where allauth finds
them."""

from threespires.accounts.forms.own import (
    AddressForm,
    ChangePasswordForm,
    DigestForm,
    ForgottenForm,
    InviteForm,
    SetPasswordForm,
    SignInForm,
)

__all__ = [
    "AddressForm",
    "ChangePasswordForm",
    "DigestForm",
    "ForgottenForm",
    "InviteForm",
    "SetPasswordForm",
    "SignInForm",
]
