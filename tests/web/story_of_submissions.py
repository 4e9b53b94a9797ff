"""What the full forms of a department's month do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import Person
from dixian.warning.submissions.api import Batch, DataKind, columns_of
from tests.support.register import XLSX, Someone, workbook
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, newest, one, work


def submissions_story(county: Any, folder: Path) -> Iterator[Step]:
    month = Month.of(clock.today()).previous()
    kind = f"/submissions/kinds/{county.kind.uid}"
    page = f"/submissions/?month={month.code}"
    other = Someone("李四", 102, county.village)
    content = workbook(folder, [other.costs("90000"), other.costs("-1")], month)
    sent = {"file": file_of(content), "month": month.code}
    yield Step("upload", "insurer", f"{kind}/upload/", sent, page=page, after=work)
    at = f"/batches/{newest(Batch).uid}/"
    with acting(SYSTEM), writing():
        Batch.objects.filter(pk=newest(Batch).pk).update(state="unstaged", message="系统内部错误")
    yield Step("retry-batch", "insurer", f"{at}retry/", page=at, says="正在重试", after=work)
    yield Step("withdraw", "insurer", f"{at}withdraw/", page=at, says="已撤回")
    again = {"file": file_of(content), "month": month.code}
    yield Step("upload", "insurer", f"{kind}/upload/", again, page=page, after=work)
    at = f"/batches/{newest(Batch).uid}/"
    shown = {f"column-{place}": _code(title) for place, (_, title) in enumerate(newest(Batch).mapping)}
    yield Step(
        "read-as", "insurer", f"{at}columns/", shown, page=at, says="已按您选的栏目重新读取", after=work
    )
    at = f"/batches/{newest(Batch).uid}/"
    yield Step("commit", "insurer", f"{at}commit/", page=at, says="已提交", after=work)
    mended = {"file": file_of(workbook(folder, [other.costs("91000")], month))}
    yield Step("mend", "insurer", f"{at}mend/", mended, page=at, after=work)
    yield Step(
        "withdraw",
        "insurer",
        f"/batches/{newest(Batch).uid}/withdraw/",
        page=f"/batches/{newest(Batch).uid}/",
    )
    earlier = month.previous().previous().code
    line = {"cell-0-name": "李四", "cell-0-id_number": other.id_number, "cell-0-own_cost": "12"}
    at = f"{kind}/rows/"
    yield Step(
        "type-rows", "insurer", at, {**line, "month": earlier}, page=f"{at}?month={earlier}", after=work
    )
    earlier = month.previous().code
    page = f"/submissions/?month={earlier}"
    yield Step("nil-return", "insurer", f"{kind}/nil/", {"month": earlier}, page=page, says="零报告")
    back = {"month": earlier, "reason": "漏看了一份名单"}
    yield Step("withdraw-nil", "insurer", f"{kind}/nil/withdraw/", back, page=page, says="零报告已撤回")
    at, why = f"/batches/{county.batch.uid}/", {"reason": "核对报销金额"}
    yield Step("original", "insurer", f"{at}original/", why, 200, f"{at}original/", says=XLSX)
    yield Step("rejected", "insurer", f"{at}rejected/", why, 200, f"{at}rejected/", says=XLSX)
    at = f"/rows/{county.row.uid}/"
    yield Step("row", "bureau", at, {"q": "李四"}, 200, says="李四")
    person = one(Person, number="P102")
    other = {"person": str(one(Person, number="P104").uid)}
    yield Step("dismiss-person", "bureau", f"{at}dismiss/", other, says="已排除")
    chosen = {"person": str(person.uid), "reason": "电话核对为同一人"}
    yield Step("settle-row", "bureau", f"{at}settle/", chosen, page=at, says="已处理", after=work)


def _code(title: str) -> str:
    """The code of a column of the kind by its title."""
    columns = columns_of(one(DataKind, code="yb_zifu"))
    return next((column.code for column in columns if column.title == title), "")
