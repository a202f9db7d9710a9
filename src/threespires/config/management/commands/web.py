"""Serves pages."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from threespires.config.safety import refuse_what_is_unsafe
from threespires.kernel import commands


class Command(commands.Command):
    requires_system_checks = ()  # bin/check asks them

    help = "Serves pages until it is stopped. Several machines may do so, behind one proxy that speaks HTTPS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default 127.0.0.1:8000)")
        parser.add_argument("--workers", type=int, default=2, help="processes: one for each core, or two (default 2)")

    def handle(self, *args: Any, bind: str, workers: int, **options: Any) -> None:
        for doubtful in refuse_what_is_unsafe():
            self.stderr.write(doubtful)
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "threespires.config.wsgi",
            f"--bind={bind}",
            f"--workers={workers}",
            "--preload",
        ]
        # Gunicorn would otherwise put a control socket into the home folder.
        os.execv(sys.executable, [*gunicorn, "--no-control-socket", "--log-level=warning"])  # noqa: S606
