"""Every step of a file from every state: what is not named here is refused."""

from tests.lifecycles import walked
from threespires.documents.lifecycle import DOCUMENT
from threespires.documents.models import Document


def test_a_file_is_held_until_it_is_let_out_or_refused_and_then_stays_so():
    assert Document().status == DOCUMENT.start == "held"
    assert walked(DOCUMENT) == {
        "let_out": {"held": "clean"},
        "refuse": {"held": "refused"},
        "pass_over": {"held": "not_scanned"},
    }
