"""No ID number and no phone lies readable anywhere the system writes: database, files, spool, temporary, logs."""

import io
import json
import logging
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dixian.foundation.accounts.models import User
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import Acting, Entry, acting, reading, spool_folder, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.models import Person
from tests.support.client import FormClient
from tests.support.county import found_county
from tests.support.postgresql import Cluster
from tests.support.register import Someone, load_warning_reference, medical_kind, settle, workbook

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Acting(actor="test:plain", settings=(("dixian.all", "1"),))
BACKEND = "django.contrib.auth.backends.ModelBackend"
TYPED = "231226197001013117"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own, which everything that spills would use."""
    folder = tmp_path / "spill"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handlers of an installation write: their own formatter, levels and filters, another stream."""
    said = io.StringIO()
    handlers = set(installed_handlers())
    assert handlers, "an installation logs somewhere"
    before = {handler: handler.setStream(said) for handler in handlers}
    yield said
    for handler, stream in before.items():
        if stream is not None:
            handler.setStream(stream)


def installed_handlers() -> Iterator[Any]:
    """The stream handlers of all loggers, apart from those of pytest."""
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    for logger in loggers:
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler) and not type(handler).__module__.startswith(
                "_pytest"
            ):
                yield handler


def spellings(secret: str) -> list[bytes]:
    """The ways a text may lie in a file."""
    return [secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode()]


def holding(folders: list[Path], secrets: list[str]) -> list[str]:
    """The files under these folders that hold one of the secrets readable."""
    wanted = [spelling for secret in secrets for spelling in spellings(secret)]
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and any(spelling in path.read_bytes() for spelling in wanted):
                found.append(str(path))
    return found


def test_nothing_the_system_writes_holds_a_number_in_plain_text(
    home: Path, temporary: Path, log: io.StringIO, tmp_path: Path, cluster: Cluster | None
) -> None:
    with acting(SYSTEM), writing():
        county = found_county()
        load_warning_reference()
        User.objects.update(must_change_password=False)
        people = [
            Someone("张三", 311, county.village, kind="poverty_relieved", phone="13811112222"),
            Someone("李四", 312, county.village, phone="13833334444"),
        ]
        settle(people)
        kind = medical_kind()
        areas.name_contact(
            unit=county.bureau,
            role="liaison",
            name="联络员",
            title="",
            phone="13855556666",
            since=clock.today(),
        )
    mistyped = people[0].id_number[:17] + ("1" if people[0].id_number[17] != "1" else "2")
    costs = [
        people[0].costs("9000"),
        people[1].costs("9000", name="钱八"),
        people[0].costs("1", number=mistyped),
    ]
    content = workbook(tmp_path, costs, Month.of(clock.today()))
    walk(county, kind, content, people)
    with acting(SYSTEM), writing():
        Person.objects.filter(number="P311").update(phone="13877778888")
        assert Entry.objects.filter(table="registry_households_person").exists()
    secrets = [one.id_number for one in people] + [
        mistyped,
        "13811112222",
        "13833334444",
        "13855556666",
        "13877778888",
    ]
    if cluster is not None:
        with cluster.connect() as raw:
            raw.execute("CHECKPOINT")
    places = [home, temporary, *([cluster.folder] if cluster else [])]
    assert holding(places, secrets) == []
    assert [secret for secret in secrets if secret in log.getvalue()] == []
    assert list(spool_folder().iterdir()), "the look at a number was noted in the spool"
    planted = temporary / "planted"
    planted.write_text(f"x{secrets[0]}y")
    assert holding(places, secrets) == [str(planted)]


def walk(county: Any, kind: Any, content: bytes, people: list[Someone]) -> None:
    """Upload, commit, link, search by number, look at a number, take the rejected rows out."""
    insurer, clerk = signed_in(county, "insurer"), signed_in(county, "clerk")
    sent = SimpleUploadedFile("自付.xlsx", content)
    at = insurer.post(f"/submissions/kinds/{kind.uid}/upload/", {"file": sent, "month": ""}).headers[
        "Location"
    ]
    with acting(SYSTEM):
        drain()
    insurer.post(f"{at}withdraw/")
    headless(insurer, kind, people)
    sent = SimpleUploadedFile("自付.xlsx", content)
    at = insurer.post(f"/submissions/kinds/{kind.uid}/upload/", {"file": sent, "month": ""}).headers[
        "Location"
    ]
    with acting(SYSTEM):
        drain()
    assert insurer.post(f"{at}commit/").status_code == 302
    with acting(SYSTEM):
        drain()
    assert "退回" in insurer.get(at).content.decode()
    assert insurer.get(f"{at}rejected/").status_code == 200
    assert "张三" in clerk.post("/search/", {"q": people[0].id_number}).content.decode()
    with acting(SYSTEM), reading():
        person = Person.objects.get(number="P311")
    shown = clerk.post(f"/persons/{person.uid}/reveal/", {"reason": "入户核对"}).content.decode()
    assert people[0].id_number in shown


def headless(insurer: Client, kind: Any, people: list[Someone]) -> None:
    """A file without a header is refused, and its first line quoted."""
    one = people[0]
    content = f"1,{one.name},{one.id_number},{one.phone},9000\n".encode()
    sent = SimpleUploadedFile("无表头.csv", content)
    at = insurer.post(f"/submissions/kinds/{kind.uid}/upload/", {"file": sent, "month": ""}).headers[
        "Location"
    ]
    with acting(SYSTEM):
        drain()
    page = insurer.get(at).content.decode()
    assert "文件第一行是：1、张三、231226********" in page
    assert one.id_number not in page
    assert one.phone not in page


def signed_in(county: Any, name: str) -> Client:
    client = FormClient()
    client.force_login(User.objects.get(pk=county.posts[name].user_id), backend=BACKEND)
    return client


def test_an_error_is_logged_with_its_number_and_place_and_nothing_of_what_was_typed(
    home: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dixian.web.registry import views

    def falls(**_: Any) -> None:
        raise RuntimeError(f"fell while looking for {TYPED}")

    with acting(SYSTEM), writing():
        county = found_county()
        User.objects.update(must_change_password=False)
    monkeypatch.setattr(views, "search", falls)
    client = signed_in(county, "clerk")
    client.raise_request_exception = False
    response = client.post("/search/", {"q": TYPED})
    page = response.content.decode()
    incident = re.search(r"编号 ([0-9A-F]{12})", page)
    assert (response.status_code, incident is not None) == (500, True)
    (line,) = [json.loads(line) for line in log.getvalue().splitlines() if "RuntimeError" in line]
    assert (line["incident"], line["route"], line["error"]) == (
        incident[1],
        "search/",
        "builtins.RuntimeError",
    )  # type: ignore[index]
    assert any("web/registry/views.py" in place for place in line["at_code"])
    assert TYPED not in page
    assert TYPED not in log.getvalue()


@pytest.mark.parametrize(
    "name",
    ["django.request", "django.security.DisallowedHost", "django.db.backends", "axes", "somebody.else"],
)
def test_what_others_log_keeps_its_values_to_itself(log: io.StringIO, name: str) -> None:
    logger = logging.getLogger(name)
    try:
        raise ValueError(f"invalid input syntax for {TYPED}")
    except ValueError:
        logger.exception("%s: %s", "Internal Server Error", f"/households/{TYPED}/")
    logger.error(f"put together before: {TYPED}")
    said = log.getvalue()
    assert "ValueError" in said
    assert "%s: %s" in said
    assert TYPED not in said
