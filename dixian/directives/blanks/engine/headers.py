"""The headers superiors write over a column, and what the rows of a table may be."""

import re

PLACES = (
    "单位",
    "乡镇",
    "乡镇名称",
    "单位名称",
    "填报单位",
    "乡镇单位",
    "地区",
    "县区",
    "县市区",
    "责任单位",
)
VILLAGES = ("村", "村名", "村名称", "行政村", "行政村名称", "所在村")
NUMBERS, HEADS = ("户编号", "户号", "户编码"), ("户主", "户主姓名")
PERSON_NUMBERS, NAMES = ("人编号", "人员编号"), ("姓名", "人员姓名", "家庭成员姓名", "成员姓名")
IDS = ("身份证号", "身份证号码", "证件号码", "公民身份号码")
# A column of names is one of villagers where one of these stands beside it, and not of who filled the table in.
OF_SOMEBODY = ("与户主关系", "家庭关系", "性别", "年龄", "出生日期", *PERSON_NUMBERS, *IDS)
# What the rows of a table are: townships and bureaus, villages, households, persons.
OF_UNITS, OF_VILLAGES, OF_HOUSEHOLDS, OF_PERSONS = "units", "villages", "households", "persons"
ROLLS = (OF_PERSONS, OF_HOUSEHOLDS)
ROWS = (
    (OF_PERSONS, PERSON_NUMBERS),
    (OF_PERSONS, NAMES),
    (OF_HOUSEHOLDS, NUMBERS),
    (OF_HOUSEHOLDS, HEADS),
    (OF_VILLAGES, VILLAGES),
    (OF_UNITS, PLACES),
)
BESIDE = {
    "number": (*PERSON_NUMBERS, *NUMBERS),
    "name": NAMES,
    "head": HEADS,
    "id": IDS,
    "village": VILLAGES,
    "town": PLACES,
}
TOTALS = ("合计", "总计", "全县", "全县合计", "小计")
NUMBERING = ("序号", "编号")
# What stands beneath a table and names nobody: 填表人：, 注：, 审核（签字）：.
FOOT = re.compile("(填表|制表|填报|审核|审签|负责|联系|单位|注|备注|说明|日期)[^:]{0,12}:")
