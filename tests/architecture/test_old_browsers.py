"""Old desktops run Chromium 86 (360 browser): what it can't read may not be in the built files.

A selector it doesn't know takes its whole rule away, a value it doesn't know its declaration; in scripts a new
word of the language stops the file. (feature, first Chromium that knows it) -> how it shows.
"""

import re
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "dixian" / "web" / "static" / "built" / "assets"
IN_STYLES = {
    "inset 87": r"[;{]inset:",
    "logical shorthands 87": r"[;{](?:margin|padding|inset)-(?:inline|block):|[;{]border-(?:inline|block)(?:-(?:color|style|width))?:",
    ":is, :where 88": r":(?:is|where)\(",
    ":not with a list 88": r":not\([^()]*,",
    # Known to 86, but the second page that takes such a style from the cache brings its tab down.
    "@property 87": r"@property\b",
    "aspect-ratio 88": r"[;{]aspect-ratio:",
    "accent-color 93": r"[;{]accent-color:",
    "cascade layers 99": r"@layer\b",
    "a ratio of colours 101": r"\b(?:hwb|lab|lch|oklab|oklch)(?:\(|%28)",
    "single transforms 104": r"[;{](?:translate|rotate|scale):",
    "ranges in media queries 104": r"@media[^{]*[<>]",
    ":has 105": r":has\(",
    "container queries 105": r"@container\b",
    "small and large viewports 108": r"\d[sld]v[hwib]\b",
    "color-mix 111": r"\bcolor-mix\(",
    "trigonometry 111": r"\b(?:sin|cos|tan|pow|sqrt|hypot)\(",
    "nesting 112": r"&",
    "scope 118": r"@scope\b",
    "relative colours 119": r"\b(?:rgb|hsl)a?\(from\b",
    "light-dark 123": r"\blight-dark\(",
    "@starting-style 117": r"@starting-style\b",
    "text-wrap 114": r"[;{]text-wrap:",
}
IN_SCRIPTS = {
    "private methods in objects 91": r"#\w+ in \w",
    "Array.at 92": r"\.at\(-?\d",
    "crypto.randomUUID 92": r"\brandomUUID\(",
    "Object.hasOwn 93": r"\bObject\.hasOwn\(",
    "static blocks 94": r"\bstatic ?\{",
    "findLast 97": r"\.findLast(?:Index)?\(",
    "structuredClone 98": r"\bstructuredClone\(",
    "AbortSignal.timeout 103": r"\bAbortSignal\.(?:timeout|any)\(",
    "checkVisibility 105": r"\.checkVisibility\(",
    "toSorted and kin 110": r"\.(?:toSorted|toReversed|toSpliced)\(",
    "groupBy 117": r"\b(?:Object|Map)\.groupBy\(",
    "Promise.withResolvers 119": r"\bwithResolvers\(",
}


def newer(text: str, features: dict[str, str]) -> list[str]:
    """Each feature found, with what stands around it."""
    return [
        f"{name}: …{text[max(0, found.start() - 60) : found.end() + 60]}…"
        for name, pattern in features.items()
        for found in [re.search(pattern, text)]
        if found
    ]


def built(kind: str) -> str:
    files = sorted(BUILT.glob(f"*.{kind}"))
    assert files, "the front end is not built: python3 scripts/bootstrap.py dev"
    return "\n".join(path.read_text(encoding="utf8") for path in files)


def test_the_built_styles_hold_nothing_newer_than_chromium_86() -> None:
    assert newer(built("css"), IN_STYLES) == []


def test_the_built_scripts_hold_nothing_newer_than_chromium_86() -> None:
    assert newer(built("js"), IN_SCRIPTS) == []


def test_something_newer_would_be_named() -> None:
    style = "a{color:color-mix(in srgb,red,blue)}b:has(i){inset:0}@media (width>=8px){i{height:9dvh}}"
    found = {one.split(":")[0] or one.split(" ")[0] for one in newer(style, IN_STYLES)}
    assert len(found) == 5
    assert newer("x.at(-1);structuredClone(y);class A{static{}}", IN_SCRIPTS)[0].startswith("Array.at 92")


def test_what_pages_name_of_the_library_is_there() -> None:
    styles = built("css")
    for selector in (
        ".btn-primary{",
        ".form-control{",
        ".form-select{",
        ".visually-hidden{",
        ".d-flex{",
        ".gap-2{",
    ):
        assert selector in styles, selector
