"""What an item is called: its heading, or its first sentence where that is short."""

import re

LONGEST = 40
SHORTENED = 30
# 攻坚任务：危房清零 is about 危房清零.
ANNOUNCED = re.compile(r"(?:[一-龥]{0,4}(?:任务|问题|事项|内容|目标|名称))[：:]\s*(?=[^\n])")
# 【监测】 before a text is its title.
HEADED = re.compile(r"[【\[]([^【】\[\]\n]{2,20})[】\]][:：]?")
LEFTOVER = re.compile(r"^[\s，,、；;。]+|[\s，,、；;]+$")


def title_and_text(words: str) -> tuple[str, str]:
    """The title without its full stop, and what follows. A long first sentence gives its beginning, and stays text."""
    words = ANNOUNCED.sub("", _tidied(words), count=1) if ANNOUNCED.match(_tidied(words)) else _tidied(words)
    headed = HEADED.match(words)
    if headed:
        return headed[1].strip(), _tidied(words[headed.end() :])
    line, _, rest = words.partition("\n")
    first = re.match(r"[^。：:！]*", line)
    sentence = first[0] if first else ""
    behind = line[len(sentence) :]
    if not behind and rest and len(line) <= LONGEST * 2:
        return line, rest
    if sentence and len(sentence) <= LONGEST and (behind[:1] in ("。", "：", ":", "！") or not behind):
        return sentence.strip(), _tidied(behind[1:] + ("\n" + rest if rest else ""))
    return re.split(r"[，,；;]", sentence)[0][:SHORTENED], words


def _tidied(words: str) -> str:
    """Without blanks between Chinese signs, and without what a removed bracket left behind."""
    words = re.sub(r"[ \t]*\n\s*", "\n", words)
    words = re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", words)
    words = re.sub(r"。[。；;，,、]+", "。", words)
    return LEFTOVER.sub("", words).strip()
