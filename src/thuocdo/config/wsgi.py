"""The WSGI application; refuses to start without a secret key."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (settings exist only once the application is set up)

try:
    _key = settings.SECRET_KEY
except ImproperlyConfigured:
    raise ImproperlyConfigured(
        "No secret key: set THUOCDO_SECRET_KEY or run `thuocdo migrate`, which makes a key file in THUOCDO_HOME."
    ) from None
