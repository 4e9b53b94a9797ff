"""The small county committed, with a lead, a batch and a post of every role; signed-in clients."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dixian.foundation.accounts.models import User
from dixian.foundation.audit.api import Acting
from tests.support.client import FormClient

BACKEND = "django.contrib.auth.backends.ModelBackend"
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
            clients[name] = client = FormClient(headers={"user-agent": "test"})
            client.force_login(User.objects.get(pk=county.posts[name].user_id), backend=BACKEND)
        return clients[name]

    return signed_in
