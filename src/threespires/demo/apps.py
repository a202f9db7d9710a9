from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from threespires.kernel import plates

if settings.PRODUCTION:
    raise ImproperlyConfigured(
        "threespires.demo lets anybody sign in as anybody. It can’t be part of a production server: "
        "take it out of INSTALLED_APPS, or set THREESPIRES_DEMO=1 for a demonstration of invented people."
    )


class Demo(plates.Room):
    name = "threespires.demo"
    label = "demo"
    verbose_name = "Demonstration"
    for_everyone = True
    prefix = "demo/"
    sign_in_page = "demo:people"

    def ready(self) -> None:
        if settings.PRODUCTION:
            raise ImproperlyConfigured("The demonstration can’t run on a production server")
