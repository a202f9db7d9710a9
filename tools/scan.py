"""bin/scan: serves the demonstration as production does, by HTTPS, and has wapiti look for holes in it.

Once as a stranger, and once as each of a few people of the story. Ends with an error on whatever wapiti reports above
"informational". It speaks to no other machine: what of wapiti would is left out. Its reports stay in build/scan.
"""

import argparse
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import prepare
import serving

LOCK = prepare.LOCKS / "scan.txt"
SCANNER = prepare.BUILD / "scanner"
REPORTS = prepare.BUILD / "scan"
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,shellshock,"
    "sql,upload,xss"
)
LEFT_ALONE = ("/account/sign-out/*", "/demo/*", "/static/*")
"""Signing out, or in as somebody else, would end the visit; what lies below static is the same for everyone."""
PEOPLE = ("Board Manager", "Independent Scrutineer")
READY_WITHIN = 60


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/scan", description="Has wapiti look for holes, signed out and signed in.")
    asked.add_argument("--port", type=int, default=8443, help="where to serve meanwhile (default 8443)")
    asked.add_argument("--minutes", type=float, default=10, help="how long each of the scans may take (default 10)")
    chosen = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    serving.require_free(chosen.port)
    wapiti = _ready_scanner()
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    found = 0
    for number, who in enumerate(("", *PEOPLE)):
        # Each begins with the story as it was told, since what the last one sent may have changed it.
        with tempfile.TemporaryDirectory(prefix="threespires-scan-") as folder, _served(folder, chosen.port) as address:
            cookies = _signed_in(address, who) if who else ""
            report = REPORTS / f"{number}.json"
            print(f"Scanning {f'as {who}' if who else 'signed out'}", flush=True)
            _scan(wapiti, address, cookies, report, chosen.minutes, Path(folder))
            if cookies and not _is_signed_in(address, cookies):
                raise SystemExit(f"{who} was signed out meanwhile, so the scan saw less than it should")
            found += _tell(report)
    return 1 if found else 0


def _ready_scanner() -> Path:
    """wapiti has an environment of its own: what it needs is older than what the product runs on."""
    stamp, digest = SCANNER / "lock.stamp", LOCK.read_text()
    python = SCANNER / "bin" / "python"
    if not (stamp.exists() and stamp.read_text() == digest):
        print("Installing wapiti into build/scanner", flush=True)
        shutil.rmtree(SCANNER, ignore_errors=True)
        _run(sys.executable, "-m", "venv", SCANNER)
        _run(
            sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", LOCK
        )
        stamp.write_text(digest)
    return SCANNER / "bin" / "wapiti"


@contextmanager
def _served(folder: str, port: int) -> Iterator[str]:
    """Within the block the demonstration answers by HTTPS, with a certificate of its own; gives its address."""
    key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    _run(*made, "-keyout", key, "-out", certificate)
    chosen = argparse.Namespace(as_of=None, data=Path(folder) / "data", port=port)
    chosen.data.mkdir()
    modes = {"THREESPIRES_DEMO": "1", "THREESPIRES_SECURE": "1", "THREESPIRES_LIMITS": "1000000"}
    serving.settle(chosen, modes)
    serving.fill(chosen.data, reset=True)
    web = [sys.executable, "-m", "gunicorn", "threespires.config.wsgi", "--preload", "--no-control-socket"]
    tls = [f"--bind=127.0.0.1:{port}", "--workers=2", f"--certfile={certificate}", f"--keyfile={key}"]
    address = f"https://localhost:{port}"
    with (REPORTS / "server.log").open("a") as log:
        process = subprocess.Popen([*web, *tls, "--log-level=warning"], stdout=log, stderr=log)
        try:
            _await(f"{address}/health/", process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _await(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with _browser().open(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("The server did not start; build/scan/server.log says why")


def _browser(jar: CookieJar | None = None) -> urllib.request.OpenerDirector:
    """One that takes our own certificate for good."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    keeper = urllib.request.HTTPCookieProcessor(jar if jar is not None else CookieJar())
    return urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting), keeper)


def _signed_in(address: str, who: str) -> str:
    """The cookies of whoever does this in the story, as the sign-in page names it."""
    jar = CookieJar()
    browser = _browser(jar)
    page = browser.open(f"{address}/demo/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    row = next((row for row in page.split("<tr") if who in row and 'name="person"' in row), "")
    key = re.search(r'value="(\d+)" name="person"', row)
    if not (token and key):
        raise SystemExit(f"The story has no {who}")
    sent = urlencode({"csrfmiddlewaretoken": token.group(1), "person": key.group(1)}).encode()
    browser.open(urllib.request.Request(f"{address}/demo/sign-in/", sent, {"Referer": f"{address}/demo/"})).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _is_signed_in(address: str, cookies: str) -> bool:
    asked = urllib.request.Request(f"{address}/account/", headers={"Cookie": cookies})
    with _browser().open(asked, timeout=20) as answer:
        return answer.geturl() == f"{address}/account/"


def _scan(wapiti: Path, address: str, cookies: str, report: Path, minutes: float, folder: Path) -> None:
    command = [str(wapiti), "--url", f"{address}/", "--scope", "domain", "--module", MODULES]
    command += ["--max-scan-time", str(minutes * 60), "--max-attack-time", str(minutes * 60 / 4)]
    command += ["--depth", "10", "--max-files-per-dir", "6", "--max-parameters", "60", "--tasks", "4"]
    command += ["--format", "json", "--output", str(report), "--detailed-report", "1", "--no-bugreport"]
    command += ["--store-session", str(folder), "--store-config", str(folder), "--verify-ssl", "0", "--verbose", "0"]
    # As from a page of ours, since forms from elsewhere are refused; its token stays, so that forms are taken.
    command += ["--header", f"Referer: {address}/", "--skip", "csrfmiddlewaretoken", "--dns-endpoint", "localhost"]
    for left in LEFT_ALONE:
        command += ["--exclude", address + left]
    for start in (
        ("/account/sign-in/", "/account/forgotten/", "/help/") if not cookies else ("/actions/", "/search/?q=a")
    ):
        command += ["--start", address + start]
    if cookies:
        command += ["--cookie-value", cookies]
    with report.with_suffix(".log").open("w") as log:
        subprocess.run(command, stdout=log, stderr=log, check=False, env=os.environ | {"HOME": str(folder)})
    if not report.exists():
        raise SystemExit(f"wapiti wrote no report; {report.with_suffix('.log')} says why")


def _tell(report: Path) -> int:
    """Prints what was found; gives how much of it is more than informational."""
    said = json.loads(report.read_text())
    print(f"  {said['infos'].get('crawled_pages_nbr', 0)} pages and forms", flush=True)
    counted = 0
    for kind in ("vulnerabilities", "anomalies"):
        for name, found in said[kind].items():
            counted += len(found)
            for each in found:
                print(f"  {name}: {each['method']} {each['path']} {each['info']}")
    for name, found in said["additionals"].items():
        print(f"  informational: {name}: {len(found)}")
    return counted


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"This step failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
