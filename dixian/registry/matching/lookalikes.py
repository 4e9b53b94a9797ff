"""Characters of names that are taken for each other on paper and in input methods.

Source: compiled by hand for this program from characters in use in names that share all but one part or
stroke; the last lines pair variants and traditional forms with the forms of today. A pair that is missing
sends the row to the desk, so the list errs on the short side. Characters that sound alike need no entry.
"""

GROUPS = (
    "王玉壬 土士 千干于 未末 己已巳 日曰 太大 田由甲申 人入 刀力 今令 牛午 子孑 洋样 升开 琳淋 材村 彬杉 瑛英 莹茔 茵菌 梅海悔侮 "
    "清情晴 静净 倩情 婧靖 晶品 昌唱 明朋 昱昰 晗唅 珲挥 伟纬苇炜玮 任仕 健建键 俊峻浚骏竣 佳住 桂挂 侠峡 杰烋 志忘 忠患 思恩 惠慧 "
    "怡恰 恒桓垣 悦锐 凤风 刚钢纲 勋勖 华毕 友发 哲晢 喜嘉 园圆 坡波 培倍 壮状 奇寄 姗珊 娇骄 娟涓鹃捐 婷停 媛缓暖 孟盂 宏密 宪宽 "
    "富寓 寿涛 岩岸 峰锋蜂烽 崇祟 帅师 平半 廷延 建律 弘泓 彤丹 彦颜 微徽 德得 成戍戊戌 振震 敏繁 斌赋 新薪 旺汪 春舂 晨晟 景影 杏香 "
    "杨扬场 柏伯 柱桩 柳抑 树村 栋冻 楠南 楼搂 武式 永水 沈沉 沙纱 洁浩 洲州 滨宾 灵炅 炳柄 烨晔 焕换 照熙 献南 玫政 珠株 班斑 理埋 "
    "琼凉 瑜渝愉 瑞端 瑶摇遥 益盖 盈盆 眉盾 真直 睿濬 石右 砚现 祥详 祺棋 福副 科料 立产 筠均 粱梁 素索 紫柴 纯钝 绍昭 绪诸 缘绿 "
    "美羡 翔翊 翠萃 耀跃 胜性 育盲 航杭 良艮 苗茁 范笵 荣荥 莲连 萱宣 董重 蓉容 蕾雷 衡衔 裕浴 谊宜 贞负 贵责 贺货 路潞 达迈 迎仰 "
    "远运 邦帮 郁都 铁铗 铭茗 锦绵 镇填 陈阵 隆降 雅稚 宵霄 顺须 颖颍 骁晓 高亭 鲁鱼 鸿鸣 鹤鹊 侯候 曹槽 曾会 段叚 毛手 汤荡 尹伊 "
    "潭谭 邹绉 崔催 邱丘 秦泰 史吏 祁邢 荆刑 娄楼 佟修 关天 趙赵 張张 劉刘 陳陈 楊杨 黃黄 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 許许 鄧邓 "
    "馮冯 蕭萧肖 蔣蒋 葉叶 閻阎闫 鍾钟 譚谭 陸陆 賈贾 韓韩 偉伟 強强 軍军 華华 國国 飛飞 濤涛 剛刚 輝辉 鵬鹏 蘭兰 鳳凤 麗丽 靜静 "
    "艷艳 紅红 雲云 蓮莲 愛爱 瑩莹 貴贵 財财 龍龙 東东 發发 義义 慶庆 榮荣 興兴 嬌娇 瓊琼 寶宝"
).split()


def _partners() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group in GROUPS:
        for char in group:
            found.setdefault(char, set()).update(set(group) - {char})
    return found


PARTNERS = _partners()


def are_lookalikes(one: str, other: str) -> bool:
    """Whether these two different characters are taken for each other."""
    return other in PARTNERS.get(one, ())
