"""docs/running.md, followed to the letter: its commands, with names of our own in place of the examples."""

import re
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg
import pytest

from tests.commands.processes import PATIENCE, ROOT, clean_environment, free_port, get, get_when_up
from threespires.law.duties import duty_rules
from tools import postgres

PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
ROLES = re.search(r"<<'END'\n(.*?)^END$", PAGE, re.MULTILINE | re.DOTALL).group(1)
BY_HTTPS = {"X_Forwarded_Proto": "https", "Host": "threespires.example.org"}


@pytest.fixture
def empty_database():
    """A database as the page has it made: the role that serves people is nobody special, and owns nothing."""
    with postgres.server() as administrator:
        with psycopg.connect(administrator, autocommit=True) as connection:
            connection.execute("CREATE ROLE threespires_owner LOGIN")
            connection.execute("CREATE ROLE threespires LOGIN")
            connection.execute("CREATE DATABASE ours OWNER threespires_owner ENCODING UTF8")
        with psycopg.connect(administrator, autocommit=True, dbname="ours") as connection:
            connection.execute(ROLES)
        socket = unquote(urlsplit(administrator).netloc.rpartition("@")[2])
        yield f"postgres://threespires@{quote(socket, safe='')}/ours"


def settings_of_the_page(database: str, data: Path) -> dict[str, str]:
    """The page's settings, with ours in place of the examples."""
    ours = {
        "THREESPIRES_SECRET_KEY": secrets.token_urlsafe(64),
        "THREESPIRES_DATABASE_URL": database,
        "THREESPIRES_OWNER_URL": database.replace("threespires@", "threespires_owner@"),
        "THREESPIRES_DATA": str(data),
    }
    written = dict(re.findall(r"^export (\w+)=(.*)$", BLOCKS[0], re.MULTILINE))
    assert ours.keys() <= written.keys()
    return clean_environment(**{**written, **ours})


def run(commands: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["sh", "-eu", "-c", commands],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.slow
def test_the_page_starts_the_production_server(empty_database, tmp_path):
    _, arrangement, people, leads, web, jobs = BLOCKS
    environment = settings_of_the_page(empty_database, tmp_path)
    said = run(arrangement, environment)
    assert "Register of duties: " in said
    assert "planned for the year ahead" in said
    link = re.search(r"https://threespires\.example\.org(/account/\S+)", run(people, environment))
    assert link
    run(leads, environment)
    port = free_port()
    commands = [web.replace("8000", str(port)), jobs]
    serving = [
        subprocess.Popen(["sh", "-c", f"exec {command.strip()}"], cwd=ROOT, env=environment) for command in commands
    ]
    home = f"http://127.0.0.1:{port}"
    try:
        assert get_when_up(f"{home}/health/", serving[0], **BY_HTTPS) == (200, "ready\n")
        status, page = get(f"{home}/account/sign-in/", **BY_HTTPS)
        assert status == 200
        assert "Sign in" in page
        assert "somebody in the story" not in page
        assert get(f"{home}/demo/", **BY_HTTPS)[0] == 404
        status, page = get(home + link.group(1), **BY_HTTPS)
        assert status == 200
        assert "password" in page
        style = re.search(r'href="(/static/threespires\.\w+\.css)"', page)
        assert style, "style under a name that changes with its content"
        assert get(home + style.group(1), **BY_HTTPS)[0] == 200
        assert serving[1].poll() is None
        with psycopg.connect(empty_database) as connection:
            held = connection.execute("SELECT count(*) FROM partnership_postholding").fetchone()
            duties = connection.execute("SELECT count(*) FROM assurance_duty").fetchone()
            groups = connection.execute("SELECT count(DISTINCT group_id) FROM meetings_meeting").fetchone()
            rhythms = connection.execute("SELECT count(*) FROM partnership_term WHERE name = 'rhythm'").fetchone()
        assert held == (2,), "the Board manager’s, and that of one who leads"
        assert duties == (len(duty_rules()),)
        assert groups == rhythms
    finally:
        for process in serving:
            process.send_signal(signal.SIGTERM)
        ended = [process.wait(PATIENCE) for process in serving]
    assert ended[0] == 0


KEY = secrets.token_urlsafe(64)
DATABASE = "postgres://threespires@localhost/threespires"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"THREESPIRES_DATABASE_URL": DATABASE, "THREESPIRES_SECRET_KEY": KEY},
            "No virus scanner is set, so uploaded files would go unchecked",
        ),
        ({"THREESPIRES_DATABASE_URL": DATABASE}, "THREESPIRES_SECRET_KEY must be at least 50 characters"),
        (
            {"THREESPIRES_DATABASE_URL": DATABASE, "THREESPIRES_SECRET_KEY": "short"},
            "THREESPIRES_SECRET_KEY must be at least 50 characters",
        ),
        ({"THREESPIRES_SECRET_KEY": KEY}, "THREESPIRES_DATABASE_URL must name a PostgreSQL database"),
        (
            {"THREESPIRES_SECRET_KEY": KEY, "THREESPIRES_DATABASE_URL": "sqlite:///data.sqlite3"},
            "THREESPIRES_DATABASE_URL isn’t a PostgreSQL address",
        ),
        ({"THREESPIRES_DEMO": "1", "THREESPIRES_SECRET_KEY": KEY}, "THREESPIRES_DEMO lets anyone sign in as anyone"),
        ({"THREESPIRES_DEMO": "1", "THREESPIRES_DATABASE_URL": DATABASE}, "lets anyone sign in as anyone"),
        ({"THREESPIRES_DEVELOPMENT": "1", "THREESPIRES_SECRET_KEY": KEY}, "lets anyone sign in as anyone"),
    ],
)
def test_production_refuses_to_start(settings, said):
    done = subprocess.run(
        [sys.executable, "-m", "threespires.config", "web", f"--bind=127.0.0.1:{free_port()}"],
        env=clean_environment(PYTHONPATH=str(ROOT / "src"), **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert said in done.stderr
