"""What becomes of a doubt."""

from dixian.foundation.kernel.states import StateTable, Step

DOUBT = StateTable(
    "这条疑点",
    {
        "open": "待复核",
        "settled": "复核无风险",
        "raised": "已转线索",
        "answered": "部门已答复",
        "received": "已经享受",
        "gone": "情况已不存在",
    },
    (
        Step("settle", "复核", ("open",), "settled", "confirm"),
        Step("raise", "转为线索", ("open",), "raised", "confirm"),
        Step("answer", "答复", ("raised",), "answered", "reply"),
        Step("appear", "核对", ("raised", "answered"), "received"),
        Step("vanish", "核销", ("open", "settled", "raised", "answered"), "gone"),
    ),
)
