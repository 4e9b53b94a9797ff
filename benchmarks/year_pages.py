"""One process that asks for the pages of a played county as its posts on a given day, and prints their times as JSON."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pages import timed
from benchmarks.support import Rows
from benchmarks.visitor import Answer

ANYONE = "anyone"
PAGES = {
    ANYONE: ("/health/live",),
    "xiangzhen": (
        *("/", "/confirm-desk/", "/confirm-desk/?step=answer", "/loop/", "/leads/", "/push-sheets/", "/cases/"),
        *("/monitored/", "/eliminations/", "/effects/", "/duties/", "/duties/late/", "/doubts/"),
        *("/quality/", "/visits/", "/rounds/", "/incomes/"),
    ),
    "nongye": (
        *("/", "/push-desk/", "/loop/", "/loop/?by=department", "/loop/?by=month", "/loop/?by=age", "/leads/"),
        *("/leads/?state=closed", "/leads/?unit=ybj", "/leads/?late=1", "/rows/", "/rows/?outcome=raised"),
        *("/rows/?bin=ambiguous", "/results/", "/submissions/", "/submissions/departments/", "/samples/"),
        *("/push-sheets/", "/cases/", "/case-batches/", "/monitored/", "/eliminations/", "/effects/", "/figures/"),
        *("/duties/", "/duties/late/", "/doubts/", "/quality/", "/visits/", "/focus/", "/measures/"),
    ),
    "yibao": ("/", "/submissions/", "/results/", "/rows/", "/rows/?outcome=raised"),
    "lingdao": ("/", "/brief/", "/loop/", "/effects/"),
    "ducha": ("/", "/loop/", "/logs/"),
    "cun": ("/", "/answer-desk/", "/leads/", "/visits/"),
}  # fmt: skip


def main(day: date, password: str, requests: int) -> Rows:
    """Milliseconds of each page on this day."""
    from dixian.cli.environment import bring_up

    bring_up("web")
    from django.test import Client

    from dixian.foundation.kernel import clock

    rows = []
    with clock.at(clock.noon(day)):
        for who, paths in PAGES.items():
            visitor = Client()
            if who != ANYONE:
                visitor.post("/sign-in/", {"username": who, "password": password})
            rows += [
                timed(who, path, lambda _, at=path, by=visitor: _ask(by, at), requests) for path in paths
            ]
    return rows


def _ask(visitor: Any, path: str) -> Answer:
    begun = time.perf_counter()
    status = visitor.get(path).status_code
    return Answer(status, "", "", 1000 * (time.perf_counter() - begun))


if __name__ == "__main__":
    print(json.dumps(main(date.fromisoformat(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
