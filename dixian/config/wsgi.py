import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from dixian.foundation.kernel.collection import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dixian.config.settings")
with loading():
    application = get_wsgi_application()
    # All pages too, lest the first reader wait for them.
    _ = get_resolver().url_patterns
