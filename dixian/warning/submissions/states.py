"""The states of a batch."""

from dixian.foundation.kernel.states import StateTable, Step

BATCH = StateTable(
    name="批次",
    labels={
        "staging": "读取中",
        "unstaged": "读取未完成",
        "previewed": "待提交",
        "signing": "待签发",
        "refused": "读不了",
        "committing": "提交中",
        "unlinked": "提交未完成",
        "committed": "已提交",
        "withdrawn": "已撤回",
    },
    steps=(
        Step("preview", "读取", ("staging",), "previewed"),
        Step("refuse", "判为读不了", ("staging",), "refused"),
        Step("give_up_reading", "判为读取未完成", ("staging",), "unstaged"),
        Step("read_again", "重新读取", ("unstaged",), "staging", "submit"),
        Step("commit", "提交", ("previewed", "unlinked"), "committing", "submit"),
        Step("ask_signature", "提交", ("previewed",), "signing", "submit"),
        Step("sign", "签发", ("signing",), "committing", "sign_off"),
        Step("send_back", "退回", ("signing",), "previewed", "sign_off"),
        Step("finish", "完成提交", ("committing",), "committed"),
        Step("give_up_committing", "判为提交未完成", ("committing",), "unlinked"),
        Step(
            "withdraw",
            "撤回",
            ("staging", "unstaged", "previewed", "signing", "committing", "unlinked"),
            "withdrawn",
            "submit",
        ),
        Step("take_back", "撤回名册", ("committed",), "withdrawn", "submit"),
    ),
)
