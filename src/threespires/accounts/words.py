"""What is said when somebody proves who they are, or changes how they do."""

from dataclasses import dataclass

WRONG_CODE = "The code is not right. Codes change every half minute: enter the one that is shown now"
NOT_THIS_PASSKEY = "The passkey was not accepted. Try again, or go another way"
NOT_THEIRS = "That is not your password"
WRONG_TOO_OFTEN = "That was wrong too often. Wait 5 minutes, then try again"


@dataclass(frozen=True)
class FactorChange:
    """Something changed of how a person signs in: what the page says, what history calls it, what the letter says."""

    done: str
    verb: str
    letter: str


FACTOR_CHANGES = {
    "totp_activated": FactorChange(
        "Authenticator app set up", "person.app_set_up", "An authenticator app was set up for your account just now."
    ),
    "totp_deactivated": FactorChange(
        "Authenticator app removed",
        "person.app_removed",
        "The authenticator app of your account was removed just now.",
    ),
    "webauthn_added": FactorChange(
        "Passkey added", "person.passkey_added", "A passkey was added to your account just now."
    ),
    "webauthn_removed": FactorChange(
        "Passkey removed", "person.passkey_removed", "A passkey of your account was removed just now."
    ),
    "recovery_codes_generated": FactorChange(
        "New recovery codes made",
        "person.codes_made",
        "New recovery codes were made for your account just now. Those you had work no more.",
    ),
}
"""By allauth's names."""
