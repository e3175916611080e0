"""The WSGI application that granian serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bastide import __version__
from bastide.providers import tracing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bastide.site.settings")
application = get_wsgi_application()

from bastide.endpoints.embedding import prepare  # noqa: E402 the applications are ready

prepare()
if settings.OTEL:  # each process of the site sends its own
    tracing.start(__version__)
