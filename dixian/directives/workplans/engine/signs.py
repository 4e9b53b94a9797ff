"""Leads marked by a sign that the paper explains: 县人社局*、县教育局（标*的为牵头单位）."""

import re

SIGNS = "*＊★☆▲△※#＃◎●◆"
TOLD = (
    rf"(?:注\s*[:：]\s*)?(?:(?:前|后)?面?(?:标注|标有|标|带有|带|加注|加|打|注)[^，。；;（）()\n]{{0,4}}?)?[“\"‘']?\\?[{SIGNS}][”\"’']?"
    r"号?(?:标记|符号)?的?(?:单位|部门)?[为是系]总?牵头(?:单位|部门)?(?:[，,]?\s*下同)?"
)
RULE = re.compile(rf"[（(]\s*{TOLD}\s*[）)]|{TOLD}")
SIGN = re.compile(f"[{SIGNS}]")


def leads_in_words(text: str) -> str:
    """The text with such a sign written out: 县人社局（牵头）; as it is where no rule explains one."""
    rule = RULE.search(text)
    found = SIGN.search(rule[0]) if rule else None
    if found is None:
        return text
    sign = rf"\\?{re.escape(found[0])}"
    text = RULE.sub("", text)
    text = re.sub(rf"(?<=[一-龥）)]){sign}(?=\s*(?:[、，,；;。/）)〕】]|\n|$))", "（牵头）", text)
    return re.sub(rf"(?<=[：:、，,；;（(〔【]){sign}\s*([^、，,；;。（）()〔〕【】\s]+)", r"\1（牵头）", text)
