"""What can be done with a statement, and who may."""

from dixian.foundation.kernel.states import StateTable, Step

STATEMENT = StateTable(
    "这张收支表",
    {
        "to_fill": "待采集",
        "filled": "待签字",
        "signed": "待审核",
        "confirmed": "已审核",
        "called_off": "不再采集",
        "imported": "期初导入",
    },
    (
        Step("take_up", "开始采集", ("imported",), "to_fill"),
        Step("fill", "填报", ("to_fill", "filled"), "filled", "answer"),
        Step("report", "填报", ("to_fill", "signed"), "signed", "answer"),
        Step("sign", "登记签字", ("filled",), "signed", "answer"),
        Step("confirm", "审核", ("signed",), "confirmed", "confirm"),
        Step("return", "退回", ("signed", "confirmed"), "to_fill", "confirm"),
        Step("call_off", "停止采集", ("to_fill", "filled", "signed"), "called_off"),
    ),
)
