"""The states of a batch."""

from dixian.foundation.kernel.states import StateTable, Step

BATCH = StateTable(
    name="批次",
    labels={
        "staging": "读取中",
        "previewed": "待提交",
        "refused": "读不了",
        "committing": "提交中",
        "committed": "已提交",
        "withdrawn": "已撤回",
    },
    steps=(
        Step("preview", "读取", ("staging",), "previewed"),
        Step("refuse", "判为读不了", ("staging",), "refused"),
        Step("commit", "提交", ("previewed",), "committing", "submit"),
        Step("finish", "完成提交", ("committing",), "committed"),
        Step("withdraw", "撤回", ("previewed",), "withdrawn", "submit"),
    ),
)
