"""bin/demo serves the story and leaves nothing behind."""

import signal
import socket
import subprocess

import pytest

from tests.commands.processes import PATIENCE, ROOT, clean_environment, descendants, free_port, get, still_running

DEMO = str(ROOT / "bin" / "demo")


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_demo_says_when_it_is_ready_and_stops_whole(tmp_path_factory, how):
    data = tmp_path_factory.getbasetemp() / "demo"  # the second time finds the story told
    port = free_port()
    command = [DEMO, "--port", str(port), "--data", str(data)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean_environment()
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
