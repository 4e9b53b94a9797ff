"""The states of an elimination: verb, from, to, capability.

There is no way to `reviewed` but through `noticed`, save for who is gone; none to `eliminated` but
through `reviewed` and, where a risk has ended, through `announcing`.
"""

from dixian.foundation.kernel.states import StateTable, Step

ELIMINATION = StateTable(
    name="风险消除",
    labels={
        "proposed": "待评议",
        "appraised": "待公示",
        "posted": "公示中",
        "noticed": "待乡镇审核",
        "reviewed": "待县级审定",
        "announcing": "待公告",
        "eliminated": "已消除",
        "reversed": "已回退",
        "withdrawn": "已撤回",
    },
    steps=(
        Step("appraise", "评议通过", ("proposed",), "appraised", "answer"),
        Step("post", "公示", ("appraised",), "posted", "answer"),
        Step("end_notice", "公示期满", ("posted",), "noticed", "answer"),
        Step("review", "乡镇审核", ("noticed",), "reviewed", "confirm"),
        Step("review_gone", "乡镇审核退出", ("proposed",), "reviewed", "confirm"),
        Step("approve", "县级审定", ("reviewed",), "announcing", "decide_cases"),
        Step("approve_gone", "县级审定退出", ("reviewed",), "eliminated", "decide_cases"),
        Step("announce", "公告", ("announcing",), "eliminated", "confirm"),
        Step("reverse", "回退", ("announcing", "eliminated"), "reversed", "decide_cases"),
        Step("return", "退回", ("appraised", "posted", "noticed", "reviewed"), "proposed"),
        Step("withdraw", "撤回", ("proposed", "appraised", "posted", "noticed", "reviewed"), "withdrawn"),
    ),
)
