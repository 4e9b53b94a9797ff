"""One JSON line an event: codes, numbers to quote and places in the code, never what people typed."""

import json
import logging
from typing import Any

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.incidents import class_and_places


class WithoutValues(logging.Formatter):
    """Our own loggers are trusted with their words. Of all others only the pattern of a message is kept, for
    its values may be an address, a query or a name; of exceptions only class and places.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        error = record.exc_info[1] if record.exc_info else None
        own = record.name.partition(".")[0] == "dixian"
        if own and error is None:
            return record.getMessage()
        line: dict[str, Any] = {
            "at": clock.wall().isoformat(timespec="milliseconds"),
            "logger": record.name,
            "event": record.getMessage() if own else _pattern(record),
            **_request(getattr(record, "request", None)),
        }
        if error is not None:
            line["error"], line["at_code"] = class_and_places(error)
        return json.dumps(line, ensure_ascii=False)


def _pattern(record: logging.LogRecord) -> str:
    """The message before its values are put in; one without values was perhaps put together before."""
    return str(record.msg) if record.args else f"{record.module}:{record.lineno}"


def _request(request: Any) -> dict[str, str]:
    if request is None:
        return {}
    match = getattr(request, "resolver_match", None)
    return {
        "incident": getattr(request, "incident", "-"),
        "method": str(request.method),
        "route": match.route if match else "",
    }


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_values": {"()": WithoutValues}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_values"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "dixian": {"level": "INFO"},
        "django": {"handlers": [], "level": "ERROR"},
        "django.server": {"handlers": [], "propagate": True},
        "axes": {"level": "ERROR"},
    },
}
