"""The tables of the loop page as workbooks."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text, Whole
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table
from dixian.web.leads.flow import Layer
from dixian.web.shell.downloads import workbook
from dixian.web.shell.reasons import why_sent

FLOW, MONTH, BY = "flow", "month", "by"
TABLES = {BY: "页面下方的分组表", FLOW: "从报送到办结", MONTH: "这个月办得怎样"}
Table = tuple[list[str], list[list[Any]]]


def export_table(request: Any, layers: Sequence[Layer], values: dict[str, Any]) -> HttpResponse:
    """The table that was chosen, as the page shows it; noted with the reason the form sent.

    Raises NotAllowed without the right; Refusal without a reason, and for a table there is none of.
    """
    request.post.require(C.EXPORT)
    told = why_sent(request, None)
    which = request.POST.get("table", BY)
    if which not in TABLES:
        raise Refusal("没有选择哪一张表", "从列表里选一张")
    titles, rows = {FLOW: _flow(layers), MONTH: _month(values), BY: _by(values)}[which]
    name = {
        FLOW: "闭环",
        MONTH: f"{values['month'].label}核实情况",
        BY: f"线索按{dict(values['ways'])[values['by']]}",
    }
    told.note(what=f"导出{name[which]}", subject="闭环", uids=[])
    first, *others = titles
    columns = [Text("0", first), *(Whole(str(at), title) for at, title in enumerate(others, start=1))]
    if which == MONTH:
        columns = [Text(str(at), title) for at, title in enumerate(titles)]
    content = write_table(title=name[which], columns=columns, rows=rows)
    return workbook(content, f"{name[which]}-{clock.today()}.xlsx")


def _flow(layers: Sequence[Layer]) -> Table:
    rows = [[f"{layer.title}：{box.label}", box.count, box.late] for layer in layers for box in layer.boxes]
    return ["环节", "数量", "其中超期"], rows


def _month(values: dict[str, Any]) -> Table:
    counted = values["counted"]
    rows = [[label, str(count)] for label, count, _ in values["figures"]]
    rows += [["按期反馈率", counted.on_time], ["有风险的占确认的", counted.yielded]]
    return ["项目", "数量"], rows


def _by(values: dict[str, Any]) -> Table:
    """The lines in the order of the page, all leads last."""
    whole = values["whole"]
    lines = [*values["lines"], *values.get("unseen", ()), *values.get("several", ()), whole]
    titles = [dict(values["ways"])[values["by"]], *(one.label for one in whole.figures)]
    return titles, [[line.name, *(one.count for one in line.figures)] for line in lines]
