from django.apps import AppConfig

from threespires.config import checks  # noqa: F401  registers what must hold at start


class Config(AppConfig):
    name = "threespires.config"
    verbose_name = "Configuration"
