"""Fills the database that the settings name, and measures or profiles the jobs."""

import os
import signal
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ... import data, driving, profiling, serving, telling, wall, writers
from ...jobs import JOBS, Job, WrongAnswer
from ...measuring import Server
from ...options import add_options

PAGE = Path(__file__).resolve().parents[4] / "docs" / "benchmark.md"


class Command(BaseCommand):
    help = "Measures what each job costs. Called by bin/bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_options(parser)

    def handle(self, *args: Any, **chosen: Any) -> None:
        jobs = [job for job in JOBS if not chosen["jobs"] or job.name in chosen["jobs"]]
        if strange := set(chosen["jobs"]) - {job.name for job in JOBS}:
            raise CommandError(f"No job is called {', '.join(strange)}. The jobs: {', '.join(j.name for j in JOBS)}")
        visit = self._fill(data.QUICK if chosen["quick"] else data.FULL)
        if chosen["data_only"]:
            self.stdout.write(f"It is at {os.environ['THREESPIRES_DATABASE_URL']} until Ctrl-C.")
            self.stdout.flush()
            signal.pause()
        if chosen["writers"]:
            self.stdout.write(writers.measure(1 if chosen["quick"] else 10))
            return
        if chosen["profile"]:
            for job in jobs:
                self.stdout.write(profiling.profile(job, visit))
            return
        effort = driving.QUICK if chosen["quick"] else driving.FULL
        if chosen["wall"]:
            self.stdout.write(wall.measure(visit, chosen["port"], effort))
            return
        with serving.served(chosen["port"]) as server:
            bare = driving.measure_bare(serving.browser(chosen["port"], visit), server, effort)
            rows = self._measure(jobs, visit, server, chosen["port"], effort)
        about = telling.about(bare)
        self.stdout.write(f"{telling.on_screen(rows)}\n{about}")
        if chosen["write"]:
            telling.write(PAGE, rows, about)
        if len(rows) < len(jobs):
            raise CommandError("Some answers were wrong; see above.")

    def _fill(self, size: data.Size) -> data.Visit:
        began = time.monotonic()
        call_command("migrate", verbosity=0)
        visit = data.build(size)
        with connection.cursor() as cursor:
            # As a database that has run for a while; and its own cleaning has nothing to do meanwhile.
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
        self.stdout.write(f"The data set is there, after {time.monotonic() - began:.0f} seconds.")
        return visit

    def _measure(
        self, jobs: Iterable[Job], visit: data.Visit, server: Server, port: int, effort: driving.Effort
    ) -> list[tuple[str, ...]]:
        """A row for each job whose answers were right; the others are named with what is wrong."""
        rows = []
        for job in jobs:
            try:
                statements = profiling.count_statements(job, visit)
                measured = driving.measure(job, lambda: serving.browser(port, visit), visit, server, effort)
            except WrongAnswer as wrong:
                self.stderr.write(f"{job.name} isn’t measured. {wrong}")
            else:
                rows.append(telling.row(measured, statements))
                self.stdout.write(f"{job.name} measured")
        return rows
