"""The states of a case: verb, from, to, capability.

There is no way to the township's review but through `posted`, and none to `announcing` but through `approving`.
"""

from dixian.foundation.kernel.states import StateTable, Step

BEFORE_COUNTY = ("appraising", "posting", "posted", "reviewing")
CASE = StateTable(
    name="监测对象",
    labels={
        "collecting": "核查比对",
        "appraising": "待评议",
        "posting": "待公示",
        "posted": "公示中",
        "reviewing": "待乡镇审核",
        "approving": "待县级审定",
        "declining": "拟不纳入",
        "announcing": "待公告",
        "monitored": "监测帮扶",
        "eliminated": "风险已消除",
        "left_out": "不纳入",
        "gone": "退出监测",
    },
    steps=(
        Step("submit", "提交评议", ("collecting",), "appraising", "answer"),
        Step("appraise", "评议通过", ("appraising",), "posting", "answer"),
        Step("post", "公示", ("posting",), "posted", "answer"),
        Step("end_notice", "公示期满", ("posted",), "reviewing", "answer"),
        Step("review", "乡镇审核", ("reviewing",), "approving", "confirm"),
        Step("approve", "县级审定", ("approving",), "announcing", "decide_cases"),
        Step("announce", "公告", ("announcing",), "monitored", "confirm"),
        Step("recollect", "退回补充核查", (*BEFORE_COUNTY, "approving", "declining"), "collecting"),
        Step("reappraise", "退回重新评议", ("posted", "reviewing"), "appraising"),
        Step("return_to_township", "退回乡镇", ("approving",), "reviewing", "decide_cases"),
        Step("decline", "提出不纳入", ("collecting", *BEFORE_COUNTY), "declining"),
        Step("leave_out", "认定不纳入", ("declining", "approving"), "left_out", "decide_cases"),
        Step("eliminate", "标注风险消除", ("monitored",), "eliminated", "decide_cases"),
        Step("reverse", "风险消除回退", ("eliminated",), "monitored", "decide_cases"),
        Step("withdraw", "退出监测", ("announcing", "monitored"), "gone", "decide_cases"),
    ),
)
