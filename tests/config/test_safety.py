"""Production names each unsafe setting with its remedy, and doesn't serve before it is put right."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError

from threespires.config import safety

HOLES = "threespires.cases.wall.holes.holes"
SAFE = {
    "PRODUCTION": True,
    "SECRET_KEY": "0123456789abcdefghij" * 3,
    "ALLOWED_HOSTS": ["threespires.example.org", "localhost"],
    "SECURE": True,
    "ADDRESS": "https://threespires.example.org",
    "CSRF_TRUSTED_ORIGINS": [],
    "EMAIL_HOST": "",
    "EMAIL_USE_TLS": False,
    "DATABASES": {"default": {"HOST": "", "OPTIONS": {}}},
}


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Asks what is unsafe where all is safe but what the test says; gives ids with words and remedy."""

    def told(**changed):
        folders = {"DATA": tmp_path / "data", "MEDIA_ROOT": tmp_path / "data" / "files"}
        folders |= {"KEYS": tmp_path / "keys", "KEY_STORE": tmp_path / "store", "ANCHORS": tmp_path / "anchors"}
        folders["SCANNER"] = "/run/clamav/clamd.ctl"
        monkeypatch.setattr(safety, "settings", SimpleNamespace(**SAFE | folders | changed))
        found = safety.unsafe_settings()
        assert all(each.hint for each in found)
        return {each.id.removeprefix("threespires.") for each in found}

    monkeypatch.setattr("threespires.documents.scanner.answers", lambda: True)
    monkeypatch.setattr(HOLES, lambda: [])
    return told


def elsewhere(**options):
    return {"DATABASES": {"default": {"HOST": "database.example.org", "OPTIONS": options}}}


def test_safe_settings_are_safe(told):
    assert told() == set()
    assert safety.refuse_what_is_unsafe() == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"SECRET_KEY": "a" * 60}, {"E001"}),
        ({"ALLOWED_HOSTS": []}, {"E002"}),
        ({"ALLOWED_HOSTS": ["*"]}, {"E002"}),
        ({"ALLOWED_HOSTS": [".example.org"]}, {"E002"}),
        ({"SECURE": False}, {"E003"}),
        ({"SECURE": False, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}, set()),
        ({"ADDRESS": "http://threespires.example.org"}, {"E004"}),
        ({"CSRF_TRUSTED_ORIGINS": ["http://elsewhere.example.org"]}, {"E005"}),
        (elsewhere(), {"E006"}),
        (elsewhere(sslmode="prefer"), {"E006"}),
        (elsewhere(sslmode="verify-full"), set()),
        ({"EMAIL_HOST": "mail.example.org"}, {"W007"}),
        ({"EMAIL_HOST": "mail.example.org", "EMAIL_USE_TLS": True}, set()),
        ({"SCANNER": ""}, {"E010"}),
    ],
)
def test_each_unsafe_setting_is_found(told, changed, found):
    assert told(**changed) == found


def test_papers_that_make_no_pages_are_doubtful(told, settings):
    settings.LIBREOFFICE = "no-such-program"
    assert told(LIBREOFFICE="no-such-program") == {"W014"}


def test_papers_that_lie_on_a_disk_are_doubtful(told, settings):
    settings.MEMORY = str(settings.ROOT)
    assert told() == {"W015"}


def test_a_scanner_that_does_not_answer_is_doubtful_and_keeps_nothing_from_serving(told, monkeypatch):
    monkeypatch.setattr("threespires.documents.scanner.answers", lambda: False)
    assert told() == {"W011"}
    assert "does not answer" in safety.refuse_what_is_unsafe()[0]


def test_a_hole_in_the_wall_round_case_records_keeps_it_from_serving(told, monkeypatch):
    monkeypatch.setattr(HOLES, lambda: ["The role threespires owns tables of case records"])
    assert told() == {"E012"}


def test_a_database_that_does_not_answer_is_doubtful(told, monkeypatch):
    def fails():
        raise OperationalError("is starting up")

    monkeypatch.setattr(HOLES, fails)
    assert told() == {"W013"}


def test_folders_that_others_can_read_and_keys_among_the_data_are_found(told, tmp_path):
    keys = tmp_path / "data" / "keys"
    keys.mkdir(parents=True, mode=0o755)
    keys.chmod(0o755)
    assert told(KEYS=keys) == {"E008", "W009"}
    keys.chmod(0o700)
    assert told(KEYS=keys) == {"W009"}


def test_whatever_is_unsafe_is_named_at_once_with_its_remedy(told):
    assert told(SCANNER="", ALLOWED_HOSTS=["*"]) == {"E002", "E010"}
    with pytest.raises(SystemExit) as refused:
        safety.refuse_what_is_unsafe()
    words = str(refused.value)
    assert "THREESPIRES_HOSTS=threespires.example.org" in words
    assert "THREESPIRES_SCANNER=/run/clamav/clamd.ctl" in words


@pytest.mark.parametrize("command", ["web", "jobs"])
def test_nothing_serves_before(told, command):
    told(SCANNER="")
    with pytest.raises(SystemExit, match="does not start"):
        call_command(command)


def test_trying_it_out_needs_none_of_this(told):
    assert told(PRODUCTION=False, SCANNER="", ALLOWED_HOSTS=[]) == set()
