"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threespires.config.settings")
application = get_wsgi_application()

from threespires.config.checks import refuse_to_start  # noqa: E402  Django must know its settings first

refuse_to_start()  # reads every page's code now, once for all workers
