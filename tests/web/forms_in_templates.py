"""The forms as they stand in the templates."""

import re
from collections.abc import Iterator
from pathlib import Path

import dixian.web

TEMPLATES = Path(dixian.web.__file__).parent / "templates"
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
# Sign-in and visitors have nobody yet, sign-out and the size of the type may come twice, look-ups and workbooks change nothing.
MAY_COME_TWICE = (
    'action="/sign-out/"',
    'action="/look/"',
    'action="/search/"',
    'name="q"',
    'id="username" name="username" value=',
    "data-visitor",
    'method="dialog"',
    'method="get"',
    "hx-post",
    "<h2>写明查看理由",
    "data-download",
)


def forms_that_change() -> Iterator[tuple[str, str]]:
    """(template, form) of each form that is sent by POST and must count once."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        for form in FORM.findall(path.read_text(encoding="utf8")):
            if not any(sign in form for sign in MAY_COME_TWICE):
                yield str(path.relative_to(TEMPLATES)), form
