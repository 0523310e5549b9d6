"""The entry of a web server: the application, with its database running."""

import os

from django.core.wsgi import get_wsgi_application

from postgres import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medtech_kb.settings")
embedded.start()
application = get_wsgi_application()
