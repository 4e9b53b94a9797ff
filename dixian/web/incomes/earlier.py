"""期初收入: the income of the year before the first collecting, from Excel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import template
from dixian.registry.incomes import api as incomes
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import read_rows, sent_file

SHOWN = {
    "title": "导入上年收入",
    "help": "第一年采集没有上年的数可比。把全国系统或原来台账里的上年收入导进来，采集时大增大减的会要求说明。"
    "导入的不算审核过的收支表，不记入户档案。",
    "what": "填五项合计（工资性、生产经营性、财产性、转移性收入，生产经营性支出）或者收支明细都可以，单位元；全国系统导出的一户几行、各行收支相同的，算一户。家庭人口不填的，按行数或户档案的人口。没有的栏留空。",
    "back": ("incomes", "收入采集"),
    "template_page": "income-earlier-template",
}


@page(
    C.RELEASE,
    methods=("GET", "POST"),
    files=("file",),
    prepare=lambda request: read_rows(request, incomes.EARLIER_COLUMNS),
)
def earlier(request: Any) -> HttpResponse:
    """GET: the form. POST: the list is taken over; each row that is right counts, the others are named."""
    values: dict[str, Any] = {"years": incomes.years(), **SHOWN}
    if request.method == "POST":
        asked = request.POST.get("year", "")
        if asked not in {str(one) for one in incomes.years()}:
            raise Refusal("没有选年度", "选表里是哪个年度的收入")
        sent_file(request, purpose="期初收入")
        sent = request.prepared
        taken = incomes.take_over(year=int(asked), rows=sent.rows, post=request.post)
        values["said"] = (
            f"{asked}年度收入已导入 {taken.done} 户，以后采集的收支表与它比较；再导入一次的以后一次为准"
        )
        values["problems"] = sent.and_named(taken.problems)
    return render(request, "shell/take_list.html", values)


@page(C.RELEASE)
def earlier_template(_request: Any) -> HttpResponse:
    """The list to fill in."""
    return workbook(template(title="期初收入", columns=incomes.EARLIER_COLUMNS), "期初收入模板.xlsx")
