"""The small county committed, with a lead, a batch and a post of every role; signed-in clients."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dixian.foundation.audit.api import Acting
from tests.support.client import FormClient
from tests.support.client import signed_in as client_of

SYSTEM = Acting(actor="test:web", settings=(("dixian.all", "1"),))


@pytest.fixture
def county(transactional_db: None, web_county: Any) -> Any:
    """Four households, one over the line; everybody appointed; all committed."""
    return web_county


@pytest.fixture
def as_post(county: Any) -> Iterator[Callable[[str], FormClient]]:
    """A client signed in with a post; the same one each time."""
    clients: dict[str, FormClient] = {}

    def signed_in(name: str) -> FormClient:
        if name not in clients:
            clients[name] = client_of(county.posts[name])
        return clients[name]

    return signed_in
