"""Names as they are in the north-east: few surnames carry most people, so namesakes abound."""

import random
from itertools import accumulate

SURNAMES = (
    "王 李 张 刘 陈 杨 赵 孙 周 吴 徐 于 高 马 朱 郭 林 何 罗 郑 梁 宋 谢 韩 唐 冯 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 "
    "蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 "
    "孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 欧阳 关 佟 那 亓 逄 禚 仉"
).split()
SURNAME_WEIGHTS = list(accumulate(1000 / (rank + 2) for rank in range(len(SURNAMES))))
MALE = "伟 强 磊 军 勇 杰 涛 明 超 刚 平 辉 鹏 华 飞 斌 波 宇 浩 凯 国 建 志 海 永 福 贵 财 富 春 生 玉 成 德 才 林 山 江 河 树 彬 垚 犇".split()
FEMALE = "芳 娜 敏 静 丽 艳 娟 霞 秀 英 华 玲 桂 兰 凤 洁 梅 琳 素 云 莲 真 环 雪 荣 爱 妹 香 月 莺 媛 淑 珍 萍 红 玉 芬 燕 彩 晶 婷 翾".split()


def surname(chance: random.Random) -> str:
    """A surname by frequency."""
    return chance.choices(SURNAMES, cum_weights=SURNAME_WEIGHTS)[0]


def given(chance: random.Random, sex: str) -> str:
    """One or two characters."""
    stock = MALE if sex == "男" else FEMALE
    first = chance.choice(stock)
    return first if chance.random() < 0.22 else first + chance.choice(stock)
