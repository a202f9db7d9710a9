"""Loads the register of statutory duties from the law's data."""

from django.core.management.base import BaseCommand

from threespires.work.assurance.operations import load_duties


class Command(BaseCommand):
    help = "Brings the register of duties into line with the law's data. Loading twice changes nothing."

    def handle(self, *args, **options) -> None:
        added, changed = load_duties()
        self.stdout.write(f"Duties: {added} added, {changed} changed.")
