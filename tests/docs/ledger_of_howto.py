"""Run in a process of its own with the how-to's room installed: the ledger does what the how-to says."""

import sys
from datetime import timedelta
from pathlib import Path

import dixian.directives
from tests.support import environment

environment.prepare()

import django  # noqa: E402

from dixian.config import settings as installed  # noqa: E402

dixian.directives.__path__.append(sys.argv[1])
installed.INSTALLED_APPS.append("dixian.directives.outreach")

django.setup()

from dixian.directives.outreach.models import Event  # type: ignore[import-not-found] # noqa: E402
from django.core import checks  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from dixian.foundation.accounts.api import User  # noqa: E402
from dixian.foundation.accounts.enums import Role  # noqa: E402
from dixian.foundation.audit.api import Acting, acting, writing  # noqa: E402
from dixian.foundation.books import api as books  # noqa: E402
from dixian.foundation.files.api import store  # noqa: E402
from dixian.foundation.kernel import clock  # noqa: E402
from dixian.foundation.sheets.api import clean_rows, read_table, write_table  # noqa: E402
from dixian.foundation.worklist.api import Obligation  # noqa: E402
from tests.support.client import FormClient  # noqa: E402
from tests.support.county import County, found_county  # noqa: E402
from tests.support.database import make_schema  # noqa: E402

TODAY = clock.today()
BACKEND = "django.contrib.auth.backends.ModelBackend"


def from_excel(book: books.Book, county: County) -> None:
    """Two rows of a workbook: one is registered with its duty, the other comes back."""
    columns = books.all_columns(book)
    due = str(TODAY + timedelta(days=9))
    cells = [["进村宣讲", "宣讲", "县医保局", due, ""], ["展板", "没有这种", "县医保局", due, ""]]
    table = read_table(
        write_table(title="台账", columns=columns, rows=cells), name="台账.xlsx", columns=columns
    )
    rows = [(one.row.number, one.values) for one in clean_rows(table, columns)]
    clean = [row for row in rows if "kind" in row[1]]
    assert (len(rows), len(clean)) == (2, 1)
    books.apply(
        book=book, plan=books.planned(book=book, rows=clean, post=county["insurer"]), post=county["insurer"]
    )
    assert Obligation.objects.get(kind="outreach.hold").unit == county.insurance


def held_and_counted(book: books.Book, county: County) -> None:
    """The unit holds it, with evidence; the bureau accepts."""
    row = Event.objects.select_related("unit").get()
    photo = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="佐证")
    books.act(
        book=book, row=row, verb="hold", post=county["insurer"], on=TODAY, text="到场 60 人",
        values={"people": 60}, evidence=photo,
    )  # fmt: skip
    books.act(book=book, row=row, verb="count", post=county["bureau"], on=TODAY)
    assert [step.label for step in books.steps_of(book, row)] == ["登记", "登记开展", "认可"]
    assert Obligation.objects.get(kind="outreach.hold").state == "done"


def shown(county: County) -> None:
    """Its pages stand, with the template."""
    client = FormClient(headers={"user-agent": "test"})
    client.force_login(User.objects.get(pk=county.posts["insurer"].user_id), backend=BACKEND)
    page = client.get("/books/outreach/").content.decode()
    assert "进村宣讲" in page and "已认可" in page, page[-3000:]
    row = client.get(f"/books/outreach/{Event.objects.get().uid}/").content.decode()
    assert "到场 60 人" in row and "下载佐证" in row
    assert client.get("/books/outreach/template/").status_code == 200
    form = client.get("/books/outreach/new/").content.decode()
    assert "受众人数（可空）" in form and "<option>宣讲</option>" in form


def main() -> None:
    """All of it, from an empty database."""
    assert checks.run_checks() == []
    make_schema()
    setup_test_environment()
    with acting(Acting(actor="test:ledger", settings=(("dixian.all", "1"),))), writing():
        county, book = found_county(), books.book("outreach")
        county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
        from_excel(book, county)
        held_and_counted(book, county)
        User.objects.update(must_change_password=False)
    with acting(Acting(actor="test:ledger", settings=(("dixian.all", "1"),))):
        shown(county)
    sys.stdout.write(f"{Path(__file__).name}: done\n")


if __name__ == "__main__":
    main()
