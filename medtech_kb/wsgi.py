"""The entry of a web server: the application with its database running, all of its code loaded, behind its layers."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from medtech_kb.serving.preloading import load_everything
from postgres import embedded


def start():
    """Return the application as visitors meet it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medtech_kb.settings")
    embedded.start()
    django = get_wsgi_application()
    load_everything()
    from medtech_kb.stored_answers import StoredAnswers  # it reads models, which are there now

    return StoredAnswers(django, settings.STORE_MB * 2**20)


application = start()
