"""What the web server runs. WSGI, because a synchronous ORM gains nothing from ASGI."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mobility.settings.dev")

application = get_wsgi_application()
