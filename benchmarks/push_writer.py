"""Somebody else who writes while a push runs."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class OtherWriter:
    """Somebody else alters a household every 20 ms. waits: how many seconds each time took; processor: what all of it took."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.processor = 0.0
        self._stop = threading.Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """As long as this is open."""
        thread = threading.Thread(target=self._write)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _write(self) -> None:
        from django.db import connection
        from django.db.models import F

        from dixian.foundation.accounts.api import system_scope
        from dixian.foundation.audit.api import writing
        from dixian.registry.households.models import Household

        while not self._stop.wait(0.02):
            begun = time.perf_counter()
            with system_scope("command:benchmark"), writing():
                Household.objects.filter(number=Household.objects.values("number")[:1]).update(
                    version=F("version") + 1
                )
            self.waits.append(time.perf_counter() - begun)
            self.processor = time.thread_time()
        connection.close()
