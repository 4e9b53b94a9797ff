"""期初待补全: risks, days and papers of households monitored before, from the national sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.sheets.api import template
from dixian.warning.cases import api as cases
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import read_rows, sent_file

SHOWN = {
    "title": "补全期初监测对象",
    "help": "系统启用前已在监测的户随户档案导入。风险、识别日期、批复日期和文号在这里按全国系统导出的表一次补上；"
    "表里没有的仍留在“期初待补全”里，逐户补。",
    "what": "每户一行：户编号、致贫/返贫风险1至5、识别日期、批复日期、批复文号。已经填过的文号和批复日期不改。",
    "back": ("cases", "监测对象"),
    "template_page": "case-opening-template",
}


@page(
    C.IMPORT_REGISTER,
    methods=("GET", "POST"),
    files=("file",),
    prepare=lambda request: read_rows(request, cases.OPENING_COLUMNS),
)
def opening(request: Any) -> HttpResponse:
    """GET: the form. POST: what the sheet says is added; each row that is right counts, the others are named."""
    values: dict[str, Any] = dict(SHOWN)
    if request.method == "POST":
        sent_file(request, purpose="期初监测对象")
        sent = request.prepared
        result = cases.complete_many(rows=sent.rows, post=request.post)
        values["said"] = f"已补全 {result.done} 户，还缺的在“期初待补全”里"
        values["problems"] = [*sent.problems, *(f"第 {at} 行：{said}" for at, said in result.problems)]
    return render(request, "shell/take_list.html", values)


@page(C.IMPORT_REGISTER)
def opening_template(_request: Any) -> HttpResponse:
    """The list to fill in."""
    return workbook(template(title="期初监测对象", columns=cases.OPENING_COLUMNS), "期初监测对象模板.xlsx")
