"""What a step of the story is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.foundation.audit.api import acting, reading
from dixian.foundation.jobs.api import drain
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM

Form = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """`who` is None for somebody not signed in. says: what the answer, or the page it leads to, shows."""

    name: str
    who: str | None
    path: str
    form: Form = field(default_factory=dict)
    status: int = 302
    page: str = ""
    says: str = ""
    after: Callable[[], Any] = lambda: None


def file_of(content: bytes, name: str = "名单.xlsx") -> SimpleUploadedFile:
    """A workbook as a form sends it."""
    return SimpleUploadedFile(name, content, XLSX)


def work() -> None:
    """Run what waits."""
    with acting(SYSTEM):
        drain()


def newest(model: Any) -> Any:
    """The record made last."""
    with acting(SYSTEM), reading():
        return model.objects.latest("id")


def one(model: Any, **wanted: Any) -> Any:
    """The record that is wanted."""
    with acting(SYSTEM), reading():
        return model.objects.get(**wanted)
