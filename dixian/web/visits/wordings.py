"""走访表 as it comes with the program: the tick-sheet of a village, or of one 屯."""

from dixian.foundation.papers.api import Paper, PaperKind, declare

TICKS = declare(
    PaperKind(
        code="tick_sheet",
        title="走访表",
        group="走访排查",
        template=Paper(
            issuer="{{村}}",
            title="{{排查名称}}走访表",
            paragraphs=[
                "{{屯}} 共 {{户数}} 户。走访过、没有异常的打勾；有情况的写明，回来逐户登记。期限 {{期限}}。",
            ],
            header=(
                "序号",
                "屯",
                "户主",
                "人口",
                "入户，无异常",
                "外出，电话核实",
                "家中无人",
                "有情况（写明）",
            ),
            rows=[("{{序号}}", "{{所在屯}}", "{{户主}}", "{{人口}}", "□", "□", "□", "{{再访原因}}")],
            places=["走访人（签字）：　　　　　　", "走访日期：　　　　　　"],
        ),
        values={
            "村": "样例镇样例村",
            "排查名称": "2024年上半年集中排查",
            "屯": "前屯",
            "户数": "2",
            "期限": "2024年6月30日",
        },
        lists={
            "户": [
                {"序号": "1", "所在屯": "前屯", "户主": "张样例", "人口": "3", "再访原因": ""},
                {"序号": "2", "所在屯": "前屯", "户主": "李样例", "人口": "2", "再访原因": "上次家中无人"},
            ]
        },
        needed=("户主",),
    )
)
