"""A register to try the warning wing on, and the month's file of a department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.idnumber import check_digit
from dixian.registry.households.api import HouseholdRow, PersonRow, insert_rows
from dixian.registry.households.loading import restart_sequences
from dixian.registry.households.models import Household, Person
from dixian.registry.households.sealing import (
    HOUSEHOLD_COLUMNS,
    MEMBERSHIP_COLUMNS,
    PERSON_COLUMNS,
    Stamp,
    Tables,
    seal_chunk,
)
from dixian.simulation.world.costs import Cost
from dixian.simulation.world.files import write_costs
from dixian.warning.submissions import api as submissions
from tests.support.county import SINCE
from tests.support.database import as_worker

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def id_number(sequence: int, *, born: str = "19700101") -> str:
    """A valid number nobody has; one per sequence below 10,000: from 1000 on of somebody a year younger, and so on."""
    later, place = divmod(sequence, 1000)
    first17 = f"231226{int(born[:4]) + later}{born[4:]}{place:03}"
    return first17 + check_digit(first17)


def mistyped(number: str) -> str:
    """The number with its fifteenth digit wrong."""
    return number[:14] + str((int(number[14]) + 1) % 10) + number[15:]


@dataclass(frozen=True)
class Someone:
    """A villager a test speaks of."""

    name: str
    sequence: int
    village: Area
    kind: str = "general"
    phone: str = ""

    @property
    def id_number(self) -> str:
        return id_number(self.sequence)

    def costs(self, amount: str, *, name: str = "", number: str | None = None) -> Cost:
        """This person's row in the insurer's file, mistyped where a test says so."""
        village, township = self.village.name, self.village.parent.name if self.village.parent else ""
        number = self.id_number if number is None else number
        return Cost(name or self.name, number, township, village, Decimal(amount), "", "")

    @property
    def person(self) -> Person:
        return Person.objects.select_related("household").get(number=f"P{self.sequence}")


def settle(people: Iterable[Someone]) -> None:
    """Each of them a household of one in the register."""
    rows = [
        HouseholdRow(
            number=f"H{one.sequence:05}",
            village=one.village.pk,
            group_name="前屯",
            kind=one.kind,
            monitored="",
            phone=one.phone,
            persons=(
                PersonRow(
                    f"P{one.sequence}", one.name, one.id_number, "男", date(1970, 1, 1), "户主", one.phone
                ),
            ),
        )
        for one in people
    ]
    insert_households(rows)


def insert_households(rows: Iterable[HouseholdRow]) -> None:
    """In the open transaction, without processes of their own."""
    first_household = (Household.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    first_person = (Person.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    chunk = seal_chunk(
        list(rows), first_household, first_person, Stamp("test", None, clock.now().isoformat(), SINCE)
    )
    insert_rows(Tables.HOUSEHOLD, HOUSEHOLD_COLUMNS, chunk.households)
    insert_rows(Tables.PERSON, PERSON_COLUMNS, chunk.persons)
    insert_rows(Tables.MEMBERSHIP, MEMBERSHIP_COLUMNS, chunk.memberships)
    with as_worker():
        restart_sequences()


def medical_kind() -> Any:
    """The first kind: the insurer's 个人自付医疗费用."""
    return submissions.DataKind.objects.select_related("unit").get(code="yb_zifu")


def month_shown(post: Post, month: Month) -> Any:
    """How the first kind stands in a month, among those of the post's units."""
    found = submissions.month_of(post, month)
    return next(one for one in found if one.kind.code == medical_kind().code)


def workbook(folder: Path, costs: Sequence[Cost], month: Month) -> bytes:
    """The insurer's file of a month."""
    path = folder / "医保自付.xlsx"
    write_costs(path, costs, month=month.code)
    return path.read_bytes()


def received(content: bytes, post: Post, *, month: Month | None = None, name: str = "医保自付.xlsx") -> Any:
    """Upload and let the job read it. Returns the batch as it then stands."""
    stored = store([content], name=name, content_type=XLSX, purpose="报送")
    month = month or Month.of(clock.today())
    batch = submissions.receive(kind=medical_kind(), month=month, stored=stored, post=post)
    drain()
    return submissions.Batch.objects.select_related("stored", "submission__kind", "unit").get(pk=batch.pk)


def pushed(content: bytes, post: Post, *, month: Month | None = None) -> Any:
    """Upload, commit, link, judge: everything that runs by itself has run. A file that is odd has somebody's word."""
    batch = received(content, post, month=month)
    submissions.commit(batch=batch, post=post, word="已逐行核对")
    drain()
    return submissions.Batch.objects.select_related("stored", "submission__kind", "unit").get(pk=batch.pk)


def rows_of(batch: Any) -> list[Any]:
    """Its rows in the order of the file."""
    return list(submissions.Row.objects.filter(batch=batch).select_related("person").order_by("number"))


def load_warning_reference() -> None:
    """Kinds and rule sheets."""
    from dixian.warning.alerts import api as alerts

    submissions.load_reference()
    alerts.load_reference()
