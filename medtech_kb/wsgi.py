"""The entry of a web server: the application, with its database running and all of its code loaded."""

import os

from django.core.wsgi import get_wsgi_application

from medtech_kb.serving.preloading import load_everything
from postgres import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medtech_kb.settings")
embedded.start()
application = get_wsgi_application()
load_everything()
