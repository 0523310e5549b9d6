"""The entry of a web server: the application with its database running, all of its code loaded, behind its layers."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from medtech_kb.layers import application_in_layers
from medtech_kb.serving.preloading import load_everything
from medtech_kb.time_limits import TimeLimits
from postgres import embedded


def start():
    """Return the application as visitors meet it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medtech_kb.settings")
    embedded.start()
    django = get_wsgi_application()
    TimeLimits(settings.READ_SECONDS).start()
    load_everything()
    return application_in_layers(django)


application = start()
