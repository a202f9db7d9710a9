from django.apps import AppConfig


class Config(AppConfig):
    name = "threespires.config"
    verbose_name = "Configuration"
