"""期初: risks, days, papers and measures of households monitored before, from the national sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.columns import Column
from dixian.foundation.sheets.api import template
from dixian.warning.cases import api as cases
from dixian.warning.measures import api as measures
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import read_rows, sent_file

SHOWN = {
    "title": "补全期初监测对象",
    "help": "系统启用前已在监测的户随户档案导入。风险、识别日期、批复日期和文号、已有的帮扶措施在这里按全国系统导出的"
    "《监测对象信息表》一次补上，措施记为已落实，不开始计时；表里没有的留在“期初待补全”和未消除户台账的“期初没有措施”里，逐户补。",
    "what": "直接用全国系统导出的表，一户几行的合成一户：户编号、致贫/返贫风险1至5、识别监测时间、各栏帮扶措施、公益性岗位和月数、"
    "享受低保、特困供养情况；养老保险按成员（人编号、姓名或者与户主关系）各算各的；可以加上识别日期、批复日期、批复文号、帮扶开始和结束时间。"
    "已经填过的不改，与表里不同的逐行写明；重复导入不会重复。表里风险已消除、系统里还在监测的户不导入，逐行写明。",
    "back": ("cases", "监测对象"),
    "template_page": "case-opening-template",
}


def columns() -> tuple[Column, ...]:
    """What is read of the sheet: for the case, and of measures."""
    return (*cases.OPENING_COLUMNS, *measures.opening_columns())


@page(
    C.IMPORT_REGISTER,
    methods=("GET", "POST"),
    files=("file",),
    prepare=lambda request: read_rows(request, columns()),
)
def opening(request: Any) -> HttpResponse:
    """GET: the form. POST: what the sheet says is added; each row that is right counts, the others are named."""
    values: dict[str, Any] = dict(SHOWN)
    if request.method == "POST":
        sent_file(request, purpose="期初监测对象")
        sent = request.prepared
        result = cases.complete_many(rows=cases.by_household(sent.rows), post=request.post)
        right = [(at, row) for at, row in sent.rows if row["number"] not in result.refused]
        taken = measures.take_measures(rows=right, post=request.post)
        values["said"] = (
            f"已补全 {result.done} 户，导入措施 {taken.done} 项，还缺的在“期初待补全”和“期初没有措施”里"
            if result.done or taken.done
            else "没有变化"
        )
        wrong = sorted([*result.problems, *result.differing, *taken.problems])
        values["problems"] = sent.and_named(wrong)
    return render(request, "shell/take_list.html", values)


@page(C.IMPORT_REGISTER)
def opening_template(_request: Any) -> HttpResponse:
    """The list to fill in."""
    return workbook(template(title="期初监测对象", columns=columns()), "期初监测对象模板.xlsx")
