"""The worker's log: one JSON line an event; ids, codes and places in the code, never a value."""

import json
import logging
import secrets
from typing import Any

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.incidents import class_and_places

logger = logging.getLogger("dixian.jobs")


def new_incident() -> str:
    """A number a person can quote and an engineer can find in the log: `J-4F0A91C2`."""
    return f"J-{secrets.token_hex(4).upper()}"


def event(what: str, *, level: int = logging.INFO, **fields: Any) -> None:
    """Write one event. Fields are ids, codes and counts."""
    line = {"at": clock.wall().isoformat(timespec="milliseconds"), "event": what, **fields}
    logger.log(level, json.dumps(line, ensure_ascii=False))


def trouble(what: str, error: BaseException, **fields: Any) -> None:
    """Write an error: its class and where in the code it arose (our own frames and the last). Its text stays out: it may name people."""
    kind, places = class_and_places(error)
    event(what, level=logging.ERROR, error=kind, at_code=places, **fields)
