"""Each form, filled in by somebody who may send it, does what it says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve

from dixian.foundation.accounts.api import User
from dixian.foundation.audit.api import acting, writing
from tests.foundation.worklist.receivers import mail_server
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.permissions import PUBLIC, TABLE
from tests.web.story import PASSWORD, story
from tests.web.story_steps import Step

pytestmark = pytest.mark.django_db(transaction=True)
FILES = ("original", "rejected", "signed-sheet")


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The county has a mail server."""
    with mail_server() as box:
        monkeypatch.setenv("DIXIAN_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("DIXIAN_SMTP_PORT", str(box.port))
        yield


@pytest.fixture
def told(county: Any, mail: None, as_post: Callable[[str], FormClient], tmp_path: Path) -> list[str]:
    """The names of the addresses whose step went well, in the order they were taken."""
    with acting(SYSTEM), writing():
        user = User.objects.get(pk=county.posts["team"].user_id)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    names = []
    for step in story(county, tmp_path):
        client = as_post(step.who) if step.who else FormClient()
        taken = _take(client, step)
        assert taken.status_code == step.status, (step.name, taken.content.decode()[-1500:])
        if step.says:
            assert step.says in _shown(client, taken), step.name
        step.after()
        names.append(step.name)
    return names


@pytest.mark.sweep
def test_every_form_succeeds_for_one_who_may_send_it(told: list[str]) -> None:
    assert {address.name for address in (*PUBLIC, *TABLE) if address.method == "post"} == set(told)


def _take(client: FormClient, step: Step) -> Any:
    assert resolve(step.path).url_name == step.name
    if step.page:
        return client.fill_in(step.page, step.path, step.form)
    return client.post(step.path, step.form)


def _shown(client: FormClient, taken: Any) -> str:
    """What the answer says: its type where it is a file, else its words, or those of the page it leads to."""
    if taken.headers.get("Content-Disposition"):
        return str(taken.headers["Content-Type"])
    page = client.get(taken.headers["Location"]) if taken.status_code == 302 else taken
    return str(page.content.decode())
