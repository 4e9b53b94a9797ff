"""For whoever watches the machine; no sign-in, no personal data."""

import os
from typing import Any

from django.db import connection
from django.http import HttpResponse, JsonResponse

from dixian.foundation.audit.api import spool_folder
from dixian.foundation.jobs.api import queue_health
from dixian.web.shell.pages import page


@page(public=True)
def live(request: Any) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@page(public=True)
def ready(request: Any) -> HttpResponse:
    """Database, spool and worker; 503 names what is wrong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    folder = spool_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts = {"database": True, "spool": os.access(folder, os.W_OK), "worker": queue_health().worker_alive}
    return JsonResponse({"ok": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)
