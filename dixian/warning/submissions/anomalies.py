"""What is odd about a file as a whole, so that a person gives their word before it counts. Nothing here writes.

Numbers tried for a name, too many strangers, one person too often, last month's content under a new name, a roster much shorter than the last,
an amount nobody can have paid.
How much is too much are dated parameters `anomaly.*`; what a kind itself is set to comes before (`setting.py`), then one with
the code of the kind behind it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import Money
from dixian.foundation.kernel.money import yuan
from dixian.foundation.policy.api import Parameter, number
from dixian.foundation.sheets.api import at_rows
from dixian.warning.submissions.enums import PLACED, BatchState, Bin, Mode
from dixian.warning.submissions.guessing import TRIED
from dixian.warning.submissions.kinds import columns_of
from dixian.warning.submissions.models import Batch, DataKind, Row

LIMITS = {
    "rows": "有多少行才核对",
    "strangers": "不在册的占百分之",
    "times": "同一个人出现多少次",
    "same": "与上月相同的占百分之",
    "shorter": "不到上月的百分之",
    "less": "金额合计不到上月的百分之",
    "most": "一行的金额超过多少元",
}
# Files somebody has confirmed; one that was withdrawn names nobody.
COUNTING = (BatchState.SIGNING, BatchState.COMMITTING, BatchState.UNLINKED, BatchState.COMMITTED)
_asked: list[Callable[[Batch], list[str]]] = []
# Rows that are named one by one.
MOST = 10


def odd(batch: Batch) -> list[str]:
    """One sentence for each thing that is odd.

    Strangers and how often somebody is named are counted over the files of the month together, so that many small ones
    are looked at like one; what was the same last month, and a list that is too short, are a file's own.
    """
    limits = limits_of(batch.submission.kind, batch)
    told = [said for asked in _asked for said in asked(batch)]
    return [*_tried(batch), *_absurd(batch, limits), *_together(batch, limits), *_alone(batch, limits), *told]


def ask_also(asked: Callable[[Batch], list[str]]) -> None:
    """A room above knows what else may be odd about a file; in `AppConfig.ready`. It gets a file whose rows are linked."""
    if asked not in _asked:
        _asked.append(asked)


def _together(batch: Batch, limits: Mapping[str, Decimal]) -> list[str]:
    """Of the month's files, this one last, where it has a part in what is odd."""
    month = _of_month(batch)
    count, files = month.count(), month.values("batch").distinct().count()
    if count < limits["rows"]:
        return []
    over = f"本月 {files} 个文件合计 {count} 行里，" if files > 1 else ""
    return [*_strangers(batch, month, count, limits, over), *_often(batch, month, limits, over)]


def _alone(batch: Batch, limits: Mapping[str, Decimal]) -> list[str]:
    if batch.mends_id:
        return []
    count = Row.objects.filter(batch=batch).exclude(bin=Bin.REJECTED).count()
    same = _same(batch, count, limits) if count >= limits["rows"] else []
    return [*same, *_shorter(batch, count, limits), *_less(batch, limits)]


def _of_month(batch: Batch) -> QuerySet[Row]:
    """The rows that count of its month, its unit and its kind, and its own."""
    others = Q(batch__submission=batch.submission_id, batch__state__in=COUNTING)
    return Row.objects.filter(others | Q(batch=batch)).exclude(bin=Bin.REJECTED)


def limits_of(kind: DataKind, batch: Batch) -> Mapping[str, Decimal]:
    """The limits in force on the day the file came, those of the kind before those of all. Raises Refusal where there are none."""
    own = Parameter.objects.filter(
        in_force(batch.received_on), code__in=[f"anomaly.{one}.{kind.code}" for one in LIMITS]
    )
    found = {row.code.split(".")[1]: Decimal(row.text) for row in own}
    found |= {code: Decimal(figure) for code, figure in kind.limits.items()}
    return {
        one: found[one] if one in found else number(f"anomaly.{one}", batch.received_on) for one in LIMITS
    }


def _tried(batch: Batch) -> list[str]:
    rows = Row.objects.filter(batch=batch, reason=TRIED).order_by("number")
    numbers = list(rows.values_list("number", flat=True))
    if not numbers:
        return []
    at = at_rows(numbers, batch.sheets, most=MOST)
    return [
        f"{at}同一个姓名报了几个出生日期相同的号码（连同近期的文件），像是逐个试号码，共 {len(numbers)} 行不自动对上"
    ]


def _absurd(batch: Batch, limits: Mapping[str, Decimal]) -> list[str]:
    """Amounts greater than anybody can have paid or been paid, each with its row."""
    kind = batch.submission.kind
    column = next((one for one in columns_of(kind) if one.code == kind.amount_column), None)
    if not isinstance(column, Money):
        return []
    rows = Row.objects.filter(batch=batch, amount__gt=limits["most"]).exclude(bin=Bin.REJECTED)
    named = rows.order_by("number").values_list("number", "amount")
    found = [(at, amount) for at, amount in named if amount is not None]
    if not found:
        return []
    told = "、".join(f"{at_rows([at], batch.sheets)} {yuan(amount)}" for at, amount in found[:MOST])
    more = f"等 {len(found)} 行" if len(found) > MOST else ""
    return [f"“{column.title}”超过 {yuan(limits['most'])}：{told}{more}，像是多写了几位，或者填成了别的号码"]


def _strangers(
    batch: Batch, month: QuerySet[Row], count: int, limits: Mapping[str, Decimal], over: str
) -> list[str]:
    strangers = month.filter(bin=Bin.STRANGER)
    many = strangers.count()
    if many * 100 <= limits["strangers"] * count or not strangers.filter(batch=batch).exists():
        return []
    return [f"{over}{many} 行不在册，占 {many * 100 // count}%，超过 {limits['strangers']}%，可能拿错了名单"]


def _often(batch: Batch, month: QuerySet[Row], limits: Mapping[str, Decimal], over: str) -> list[str]:
    """Whom the month names too often; the rows that are named are this file's."""
    placed = Row.objects.filter(batch=batch, bin__in=PLACED)
    all_ = month.filter(bin__in=PLACED, person__in=placed.values("person"))
    several = (
        all_.order_by().values_list("person").annotate(n=Count("id")).filter(n__gte=int(limits["times"]))
    )
    found = sorted(several, key=lambda one: -one[1])[:MOST]
    numbers: dict[int, list[int]] = {}
    rows = placed.filter(person__in=[person for person, _ in found]).order_by("number")
    for person, at in rows.values_list("person", "number"):
        numbers.setdefault(person, []).append(at)
    return [
        f"{over}同一个人出现 {times} 次（{'本文件' if over else ''}{at_rows(numbers[person], batch.sheets, most=MOST)}）"
        for person, times in found
    ]


def _same(batch: Batch, count: int, limits: Mapping[str, Decimal]) -> list[str]:
    """By number, name and amount: what a file of another name holds all the same."""
    before = last_of(batch)
    if before is None:
        return []
    known, now = _marks(before), _marks(batch)
    same = sum((known & now).values())
    if same * 100 < limits["same"] * count:
        return []
    label = Month.parse(before.submission.month).label
    return [f"{count} 行里有 {same} 行和{label}提交的完全相同，可能又报了一遍{label}的数据"]


def _shorter(batch: Batch, count: int, limits: Mapping[str, Decimal]) -> list[str]:
    """A list that holds everybody; new events come as they come."""
    before = last_of(batch)
    if batch.submission.kind.mode == Mode.INCREMENT or before is None or before.rows_read < limits["rows"]:
        return []
    if count * 100 >= limits["shorter"] * before.rows_read:
        return []
    label = Month.parse(before.submission.month).label
    return [f"只有 {count} 行，{label}有 {before.rows_read} 行，可能没有报全"]


def _less(batch: Batch, limits: Mapping[str, Decimal]) -> list[str]:
    """Amounts that all are far smaller were most likely given in 万元 without a word of it; sums of a new year begin anew."""
    kind, before = batch.submission.kind, last_of(batch)
    if kind.mode == Mode.INCREMENT or not kind.amount_column or before is None:
        return []
    if kind.mode == Mode.YEAR_TO_DATE and before.submission.month[:4] != batch.submission.month[:4]:
        return []
    then, now = (
        Row.objects.filter(batch=one).exclude(bin=Bin.REJECTED).aggregate(sum=Sum("amount"))["sum"]
        or Decimal()
        for one in (before, batch)
    )
    if now * 100 >= limits["less"] * then:
        return []
    label = Month.parse(before.submission.month).label
    return [f"金额合计 {yuan(now)}，{label}是 {yuan(then)}，少得多，请核对单位是元还是万元"]


def last_of(batch: Batch) -> Batch | None:
    """The file of the kind that counted last before this one's month."""
    counted = Batch.objects.filter(
        submission__kind=batch.submission.kind_id,
        submission__month__lt=batch.submission.month,
        state=BatchState.COMMITTED,
        mends=None,
    )
    return counted.select_related("submission").order_by("-submission__month", "-id").first()


def _marks(batch: Batch) -> Counter[Sequence[object]]:
    rows = Row.objects.filter(batch=batch).exclude(bin=Bin.REJECTED)
    told = rows.values_list("id_index", "name_index", "amount").iterator(chunk_size=2000)
    return Counter((bytes(number or b""), bytes(name or b""), amount) for number, name, amount in told)
