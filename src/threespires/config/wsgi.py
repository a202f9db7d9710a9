"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threespires.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  reads every page's code now, once for all workers
