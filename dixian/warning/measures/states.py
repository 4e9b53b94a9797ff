"""The states of a plan and of a measure: verb, from, to, capability."""

from dixian.foundation.kernel.states import StateTable, Step

PLAN = StateTable(
    name="帮扶计划",
    labels={
        "draft": "起草",
        "submitted": "待审定",
        "adopted": "执行",
        "replaced": "已被新版代替",
        "called_off": "不再执行",
    },
    steps=(
        Step("submit", "提交审定", ("draft",), "submitted", "answer"),
        Step("return", "退回修改", ("submitted",), "draft", "confirm"),
        Step("adopt", "审定", ("submitted",), "adopted", "confirm"),
        Step("replace", "换成新版", ("adopted",), "replaced"),
        Step("call_off", "停止", ("draft", "submitted", "adopted"), "called_off"),
    ),
)
MEASURE = StateTable(
    name="帮扶措施",
    labels={"planned": "待计划审定", "due": "待落实", "delivered": "已落实", "dropped": "不再落实"},
    steps=(
        Step("begin", "下达", ("planned",), "due"),
        Step("deliver", "落实", ("due",), "delivered", "reply"),
        Step("undo", "撤回落实", ("delivered",), "due", "confirm"),
        Step("drop", "不再落实", ("planned", "due"), "dropped", "confirm"),
    ),
)
