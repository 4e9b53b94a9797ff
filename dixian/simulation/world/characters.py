"""Characters people, forms and input methods take for each other: sound, shape, rare ones and their pinyin.

The tables are the world's own; whoever matches has others.
"""

RARE = "垚犇翾堃喆淼焱翀玥昕煊赟祎"
SPELLED = dict(zip(RARE, "yao ben xuan kun zhe miao yan chong yue xin xuan yun yi".split(), strict=True))
# Groups that sound alike.
SOUNDS = (
    "伟维卫炜苇 军君均钧 勇永咏 杰洁捷 涛滔 明铭鸣 超朝 刚钢 平萍 辉晖慧惠会 华桦花 飞菲 斌彬滨宾 波博 宇雨玉 浩皓昊 建健剑 志智 海 福富 "
    "贵桂 才财 春椿 生胜升 成诚程 德 林霖琳 山珊 江姜 河和 树 芳方 娜 敏闽 静晶净 丽莉利立 艳燕 娟 霞侠 秀 英瑛 玲灵铃 兰岚 凤奉 "
    "梅美 素苏 云芸 莲连 真珍贞 环欢 雪 荣容蓉 爱艾 香湘 月悦 莹盈 淑书 红虹洪宏 芬 彩 婷 萧肖 阎闫 傅付 余于 邱丘 徐许"
).split()
# A character and the one it is taken for.
SHAPES = {
    pair[0]: pair[1]
    for pair in (
        "伟纬 强张 磊垒 军君 勇男 杰烋 涛祷 明朋 超赵 刚钢 平苹 辉珲 鹏朋 华毕 斌赋 波坡 浩洁 凯剀 国园 建健 志忘 海梅 永水 福副 贵责 "
        "富寓 春舂 生主 玉王 成戍 德得 林材 山出 江红 河何 树村 芳苏 娜那 敏繁 静净 丽两 娟捐 霞露 秀季 玲铃 桂挂 兰三 凤风 洁浩 梅海 "
        "琳淋 素索 云去 莲连 环坏 荣荥 妹姝 香杳 月用 媛缓 淑椒 珍诊 萍苹 红虹 芬芳 燕蒸 晶品 婷停"
    ).split()
}
