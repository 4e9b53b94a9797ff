"""Django's test client as a browser with our pages in it: each form it sends carries a key of its own."""

from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.test import Client

from dixian.foundation.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


class FormClient(Client):
    """Adds `form_key` where a test names none; `form_key: None` sends the form without."""

    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Send a form."""
        if data is None or isinstance(data, dict):
            data = {"form_key": str(uuid4()), **(data or {})}
            if data["form_key"] is None:
                del data["form_key"]
        return super().post(path, data, *args, **kwargs)

    def fill_in(self, page: str, action: str, values: dict[str, Any] | None = None) -> Any:
        """Open `page`, fill in its form that goes to `action`, send it with what stood hidden in it and nothing else."""
        return self.post(action, {"form_key": None, **self.hidden(page, action), **(values or {})})

    def fill_from(self, html: str, action: str, values: dict[str, Any] | None = None) -> Any:
        """The same from a page that was answered before."""
        return self.post(action, {**_hidden(html, action), **(values or {})})

    def hidden(self, page: str, action: str) -> dict[str, str]:
        """The hidden fields of a page's form. Raises KeyError where the page has no such form."""
        return _hidden(self.get(page).content.decode(), action, page)


def signed_in(post: Any) -> FormClient:
    """A browser in which the person of a post has come in."""
    client = FormClient(headers={"user-agent": "test"})
    client.force_login(User.objects.get(pk=post.user_id), backend=BACKEND)
    return client


def _hidden(html: str, action: str, page: str = "") -> dict[str, str]:
    forms = _Forms(page or action)
    forms.feed(html)
    sent = forms.found[action.split("?")[0]]
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


class _Forms(HTMLParser):
    """Action -> hidden fields, of each form of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: dict[str, dict[str, str]] = {}
        self._open: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and ("hx-post" in values or values.get("method", "").lower() == "post"):
            action = values.get("hx-post") or values.get("action") or self.page
            self._open = self.found.setdefault(action.split("?")[0], {})
        if tag == "input" and values.get("type") == "hidden" and self._open is not None:
            self._open[values["name"]] = values["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
