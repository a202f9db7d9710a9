"""bin/bench: what each job costs, beside a bare view of the same shape on the same server in the same run."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import tempfile

import psycopg

import postgres
import serving
from benchmark.options import add_options

WORDS = "Measures what each job costs. Takes about five minutes; nothing else should run meanwhile."


def main() -> int:
    asked = argparse.ArgumentParser(description=WORDS)
    add_options(asked)
    serving.require_free(asked.parse_args().port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with (
        tempfile.TemporaryDirectory(prefix="threespires-bench-") as folder,
        postgres.server("benchmark", careful=True) as address,
    ):
        served_at = _role_that_serves(address)
        command = [sys.executable, "-m", "django", "bench", *sys.argv[1:]]
        try:
            return subprocess.run(command, env=_environment(address, served_at, folder), check=False).returncode
        except KeyboardInterrupt:
            return 0


def _role_that_serves(address: str) -> str:
    """The database's address for the role by which it is served: no owner of anything, as docs/running.md has it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE serves LOGIN")
        connection.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO serves")
        connection.execute("ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO serves")
    return address.replace(f"{postgres.OWNER}@", "serves@")


def _environment(address: str, served_at: str, folder: str) -> dict[str, str]:
    """Settings as in production, but for plain HTTP on this machine; and the benchmark's own pages."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("THREESPIRES_")},
        "DJANGO_SETTINGS_MODULE": "benchmark.settings",
        "PYTHONPATH": os.pathsep.join((str(serving.ROOT / "src"), str(serving.ROOT / "tools"))),
        "THREESPIRES_SECRET_KEY": secrets.token_urlsafe(64),
        "THREESPIRES_HOSTS": "127.0.0.1",
        "THREESPIRES_SECURE": "0",
        "THREESPIRES_PROXIES": "0",
        "THREESPIRES_DATABASE_URL": address,
        "BENCHMARK_SERVED_AT": served_at,
        "THREESPIRES_DATA": folder,
        "THREESPIRES_SCANNER": f"{folder}/none",
        "THREESPIRES_LIMITS": "1000000",
    }


if __name__ == "__main__":
    sys.exit(main())
