"""A real provider of OpenID Connect, nanoidp, on this machine: strict about PKCE, redirects and secrets."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from threespires.config.signing_in import openid_settings

CLIENT, SECRET, PASSWORD = "threespires", "a secret: with odd % signs", "their own password"
USERS = """
config_version: 1
users:
  {name}:
    password: "{password}"
    email: "{email}"
"""
SETTINGS = """
config_version: 1
server:
  host: "127.0.0.1"
  port: {port}
oauth:
  issuer: "{address}"
  audience: "threespires"
  require_pkce: true
  clients:
    - client_id: "{client}"
      client_secret: "{secret}"
      token_endpoint_auth_method: client_secret_basic
      redirect_uris: ["{back}"]
"""


@dataclass(frozen=True)
class Provider:
    """One that runs, and knows one person."""

    address: str

    def settings(self, **facts: Any) -> dict[str, Any]:
        return openid_settings(self.address, CLIENT, facts.get("secret", SECRET), called="the council")

    def signs_in(self, where: str, name: str) -> str:
        """The person signs in there, sent by us to `where`; gives the address back to us that they are sent to."""
        with requests.Session() as browser:
            page = browser.get(where, timeout=10)
            transaction = re.search(r'name="transaction_id" value="([^"]+)"', page.text)
            assert transaction, page.text
            sent = {"transaction_id": transaction[1], "username": name, "password": PASSWORD}
            answer = browser.post(page.url, sent, allow_redirects=False, timeout=10)
            return answer.headers["Location"]


@contextmanager
def running(folder: Path, *, name: str, email: str, back: str) -> Iterator[Provider]:
    """Within the block the provider runs, and sends whoever signed in there to `back`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    facts = {"port": port, "address": address, "client": CLIENT, "secret": SECRET, "back": back}
    (folder / "settings.yaml").write_text(SETTINGS.format(**facts))
    (folder / "users.yaml").write_text(USERS.format(name=name, email=email, password=PASSWORD))
    command = [sys.executable, "-m", "nanoidp", "--config", str(folder), "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*command, "--profile", "oauth21", "--strict-config"], stdout=log, stderr=log)
        try:
            _wait_for(f"{address}/.well-known/openid-configuration", process, folder / "log")
            yield Provider(address)
        finally:
            process.terminate()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(150):
        if process.poll() is not None:
            break
        try:
            requests.get(address, timeout=1)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The provider did not start:\n{log.read_text()}")
