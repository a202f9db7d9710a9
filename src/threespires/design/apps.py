"""The design system: the page, its components, its forms and its gallery."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "threespires.design"
    label = "design"
