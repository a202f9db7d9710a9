"""A virus scanner of our own for tests: ClamAV's daemon on a socket in a temporary folder, then gone.

It knows one thing to find: the harmless file that EICAR published so that scanners can be tried. Nothing is downloaded.
"""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STARTS_WITHIN = 30
# The file's MD5, its length, and how the scanner shall call it. The file itself would alarm the machine that holds it.
KNOWN = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"
SETTINGS = """Foreground yes
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/known
StreamMaxLength 25M
MaxThreads 2
AlertExceedsMax yes
"""


def program() -> str | None:
    """Where the daemon is: Debian keeps it where only administrators look."""
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def scanner() -> Iterator[str]:
    """Within the block a scanner runs; gives its socket."""
    found = program()
    if found is None:
        raise SystemExit("ClamAV’s daemon isn’t here. On Debian or Ubuntu:\n  apt-get install clamav-daemon")
    # Not a deeper temporary folder: the name of a socket may have about a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="threespires-", dir="/tmp"))
    (folder / "known").mkdir()
    (folder / "known" / "local.hdb").write_text(KNOWN)
    (folder / "clamd.conf").write_text(SETTINGS.format(folder=folder))
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([found, f"--config-file={folder}/clamd.conf"], cwd="/tmp", stdout=log, stderr=log)
    try:
        _await(process, folder)
        yield f"{folder}/clamd.sock"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _await(process: subprocess.Popen, folder: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(f"{folder}/clamd.sock")
            except OSError:
                time.sleep(0.05)
            else:
                return
    raise SystemExit(f"ClamAV’s daemon did not start:\n{(folder / 'log').read_text()}")
