"""bin/demo serves the story and leaves nothing behind."""

import shutil
import signal
import socket
import subprocess

import pytest

from tests.commands.processes import PATIENCE, ROOT, clean_environment, descendants, free_port, get, still_running

DEMO = str(ROOT / "bin" / "demo")
IN_THE_BACKGROUND = ("sh", "-c", 'trap "" INT; exec "$0" "$@"')
"""As a shell starts what is to run in the background: with Ctrl-C ignored."""


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_demo_says_when_it_is_ready_and_stops_whole(tmp_path_factory, how):
    data = tmp_path_factory.getbasetemp() / "demo"  # the second time finds the story told
    port = free_port()
    command = [*IN_THE_BACKGROUND, DEMO, "--port", str(port), "--data", str(data)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=clean_environment(),
    ) as demo:
        try:
            assert _last_line_said(demo) == f"Threespires is ready at http://localhost:{port}/"
            assert get(f"http://localhost:{port}/health/") == (200, "ready\n")
            status, page = get(f"http://localhost:{port}/")
            assert status == 200
            assert "invented" in page
            started = descendants(demo.pid)
            assert len(started) >= 4, "web with two workers, and jobs"
            demo.send_signal(how)
            assert demo.wait(PATIENCE) == 0
            assert still_running(started) == set()
        finally:
            demo.terminate()


def _last_line_said(demo: subprocess.Popen) -> str:
    """What it says when it is ready; if it ends before, all it said is the failure."""
    said = []
    for line in demo.stdout:
        said.append(line)
        if "ready at" in line:
            return line.strip()
    raise AssertionError(f"bin/demo ended: {''.join(said)}")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--port", "0", "bin/demo: error: argument --port: 0 isn’t a port; ports are numbers from 1 to 65535"),
        ("--as-of", "2026-13-03", "bin/demo: error: argument --as-of: 2026-13-03 isn’t a day; write it as 2026-03-03"),
        ("--as-of", "9999-01-01", "argument --as-of: 9999-01-01 lies ahead; choose today or a day gone by"),
        ("--prot", "8010", "bin/demo: error: unrecognized arguments: --prot 8010"),
        ("--data", "/etc/passwd", "/etc/passwd can’t be the data folder (it is a file). Choose another with --data"),
        ("--data", "/proc/x", "/proc/x can’t be the data folder (No such file or directory). Choose another"),
    ],
)
def test_demo_says_what_is_wrong_with_an_option_before_it_sets_anything_up(tmp_path, option, value, said):
    bare = tmp_path / "clone"  # a fresh clone, in which nothing is set up
    for folder in ("bin", "tools"):
        shutil.copytree(ROOT / folder, bare / folder, ignore=shutil.ignore_patterns("__pycache__"))
    command = [bare / "bin" / "demo", "--port", str(free_port()), "--data", str(tmp_path / "data"), option, value]
    done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False, timeout=60)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (bare / ".venv").exists()
    assert not (tmp_path / "data").exists()


def test_demo_names_the_option_when_its_port_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [DEMO, "--port", str(port), "--data", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False)
    assert done.returncode == 1
    assert f"Port {port} can’t be used" in done.stderr
    assert "--port" in done.stderr
    assert list(tmp_path.iterdir()) == []
