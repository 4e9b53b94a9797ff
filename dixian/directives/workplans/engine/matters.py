"""What a task is about, apart from the words every task is framed with: 饮水 and 住房 in 开展饮水安全巡查 and 开展住房安全排查."""

import re

# What the field's papers speak of; words of one line are one matter.
MATTERS = (
    ("饮水", "供水", "水质", "用水", "水源", "自来水"),
    ("住房", "危房", "房屋", "农房", "抗震"),
    ("教育", "控辍", "保学", "辍学", "学生", "学校", "入学", "助学"),
    ("医疗", "医保", "参保", "看病", "住院", "大病", "慢病", "签约", "健康", "卫生室"),
    ("低保", "特困", "兜底", "救助", "五保", "养老"),
    ("就业", "务工", "公益岗", "公益性岗位", "劳务", "帮扶车间"),
    ("产业", "种植", "养殖", "庭院经济", "联农带农"),
    ("信贷", "贷款", "金融", "保险"),
    ("搬迁", "安置"),
    ("项目", "资金", "资产"),
    ("消费帮扶", "消费扶贫", "销售", "农产品"),
    ("驻村", "第一书记", "工作队"),
    ("结对", "帮扶责任人", "联系点"),
    ("会商", "联席"),
    ("培训",),
    ("宣传", "信息报送"),
    ("整改", "问题清单"),
    ("督导", "督查", "考核"),
    ("残疾", "康复"),
    ("留守", "儿童", "老年人"),
    ("灾害", "防汛", "水毁", "火灾"),
    ("信访", "舆情"),
    ("环境", "厕所", "垃圾", "污水"),
    ("道路", "公路", "交通"),
    ("防返贫监测", "动态监测", "监测预警", "预警"),
)
# What says how, how often and how well, whatever the matter.
FRAME = (
    *(
        "开展",
        "落实",
        "推进",
        "加强",
        "做好",
        "强化",
        "抓好",
        "抓实",
        "健全",
        "完善",
        "建立",
        "组织",
        "实施",
        "提升",
    ),
    *(
        "巩固",
        "规范",
        "深化",
        "全面",
        "扎实",
        "持续",
        "稳步",
        "加快",
        "严格",
        "突出",
        "确保",
        "进一步",
        "切实",
    ),
    *(
        "常态化",
        "集中",
        "定期",
        "专项",
        "全覆盖",
        "全部",
        "逐户",
        "逐村",
        "逐项",
        "及时",
        "完成",
        "形成",
        "发现",
    ),
    *(
        "排查",
        "巡查",
        "检查",
        "核查",
        "走访",
        "摸排",
        "调度",
        "通报",
        "报告",
        "报送",
        "反馈",
        "工作",
        "行动",
        "活动",
    ),
    *(
        "任务",
        "责任",
        "机制",
        "制度",
        "措施",
        "管理",
        "保障",
        "服务",
        "监测",
        "安全",
        "问题",
        "情况",
        "台账",
        "清单",
    ),
    *(
        "力度",
        "水平",
        "成果",
        "成效",
        "质量",
        "能力",
        "农村",
        "全县",
        "乡村",
        "村屯",
        "各乡镇",
        "乡镇",
        "部门",
        "单位",
    ),
    *(
        "每年",
        "每月",
        "每季度",
        "每季",
        "每周",
        "每旬",
        "每日",
        "每半年",
        "至少",
        "一次",
        "不少于",
        "以上",
        "以内",
    ),
    *(
        "整改到位",
        "到位",
        "年底",
        "月底",
        "达到",
        "不低于",
        "进行",
        "以及",
        "对",
        "和",
        "与",
        "的",
        "并",
        "由",
        "在",
        "等",
    ),
)
FRAMED = re.compile("|".join(map(re.escape, sorted(FRAME, key=len, reverse=True))))
SIGNS = re.compile(r"[^\u4e00-\u9fff]+|[一二三四五六七八九十两]+(?=[年月日次天个])|[年月日次天个]")


def other_matter(titles: tuple[str, str], texts: tuple[str, str]) -> bool:
    """Whether two tasks speak of different things, however alike they are framed."""
    first, second = (_known(title) for title in titles)
    if first and second:
        return not first & second
    bare = [set("".join(_bare(title))) for title in titles]
    if not all(bare) or bare[0] & bare[1]:
        return False
    pieces = [{part[at : at + 2] for part in _bare(text) for at in range(len(part) - 1)} for text in texts]
    return not pieces[0] & pieces[1]


def _known(title: str) -> set[int]:
    return {at for at, words in enumerate(MATTERS) if any(word in title for word in words)}


def _bare(text: str) -> list[str]:
    """What is left between the words of the frame."""
    return [part for part in FRAMED.sub(" ", SIGNS.sub(" ", text)).split() if part]
