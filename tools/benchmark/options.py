"""What bin/bench may be asked."""

from argparse import ArgumentParser


def add_options(asked: ArgumentParser) -> None:
    asked.add_argument("jobs", nargs="*", metavar="JOB", help="only these jobs: home, meeting, actions …")
    asked.add_argument("--quick", action="store_true", help="a small data set, few visits: to see that all runs")
    asked.add_argument("--data-only", action="store_true", help="fill the database, say where it is, and wait")
    asked.add_argument("--profile", action="store_true", help="profile each job in one process instead")
    asked.add_argument("--writers", action="store_true", help="eight people write the record of who looked instead")
    asked.add_argument("--wall", action="store_true", help="what the second wall costs a page, instead")
    asked.add_argument("--write", action="store_true", help="put the figures into docs/benchmark.md")
    asked.add_argument("--port", type=int, default=8090, help="where to serve meanwhile (default 8090)")
