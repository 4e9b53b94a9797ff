"""All addresses as the resolver knows them, named or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver


@dataclass(frozen=True)
class Known:
    """One pattern: how it is written, its name ("" where it has none), its view."""

    route: str
    name: str
    callback: Callable[..., Any]


def walk(resolver: URLResolver, before: str = "") -> Iterator[Known]:
    """Every pattern below a resolver, whatever lies between."""
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Known(route, one.name or "", one.callback)
        else:
            yield from walk(one, route)
