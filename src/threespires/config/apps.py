from django.apps import AppConfig
from django.core import checks

from threespires.config import safety


class Config(AppConfig):
    name = "threespires.config"
    verbose_name = "Configuration"

    def ready(self) -> None:
        """Has `bin/threespires check --deploy` ask what is unsafe, too."""
        checks.register(safety.unsafe_settings, checks.Tags.security, deploy=True)
