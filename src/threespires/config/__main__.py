"""Runs a management command: `python -m threespires.config COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threespires.config.settings")
    execute_from_command_line(["threespires", *sys.argv[1:]])
