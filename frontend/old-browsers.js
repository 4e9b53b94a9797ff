// Colours that Chromium 86 can't mix are mixed here, from the values that stand at the root: a fallback beside
// them would not help, for a custom property takes anything and only fails where it is used. One scheme: light.
import { color, serializeRGB } from "@csstools/css-color-parser";
import { parseComponentValue } from "@csstools/css-parser-algorithms";
import { tokenize } from "@csstools/css-tokenizer";

const NEWER = /(?:color-mix|oklch|oklab|light-dark)(?:\(|%28)/;
// Inside a drawing that stands in the style as an address.
const DRAWN = /oklch%28.*?%29/g;
const ROOT = /^(:root|:host|\[data-bs-theme="?light"?\]|,|\s)+$/;

// The end of the parenthesis that opens at `start`, and the places of its outer commas.
function span(text, start) {
  const commas = [];
  for (let at = start, depth = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")" && (depth -= 1) === 0) return { end: at, commas };
    if (text[at] === "," && depth === 1) commas.push(at);
  }
  throw new Error(`unbalanced: ${text}`);
}

function replaceCalls(text, name, made) {
  for (let from = 0; ; ) {
    const at = text.indexOf(`${name}(`, from);
    if (at < 0) return text;
    const { end, commas } = span(text, at + name.length);
    const edges = [at + name.length, ...commas, end];
    const parts = edges.slice(1).map((edge, index) => text.slice(edges[index] + 1, edge).trim());
    const put = made(text.slice(at, end + 1), parts);
    text = text.slice(0, at) + put + text.slice(end + 1);
    from = put.includes(`${name}(`) ? at + name.length : at + put.length;
  }
}

const lightOnly = (text) => replaceCalls(text, "light-dark", (_, [light]) => light);

function settled(text, known) {
  for (let round = 0; round < 20 && text.includes("var("); round += 1) {
    const before = text;
    text = replaceCalls(text, "var", (whole, [name, ...rest]) => known(name) ?? (rest.length ? rest.join(", ") : whole));
    if (text === before) break;
  }
  return lightOnly(text);
}

function computed(css) {
  const data = color(parseComponentValue(tokenize({ css })));
  return data ? serializeRGB(data).toString() : css;
}

function mixed(text, known) {
  text = text.replace(DRAWN, (drawn) => encodeURIComponent(computed(decodeURIComponent(drawn))));
  for (const name of ["color-mix", "oklch", "oklab"]) {
    text = replaceCalls(text, name, (whole) => computed(settled(whole, known)));
  }
  return text;
}

export function forOldBrowsers() {
  return {
    postcssPlugin: "for-old-browsers",
    OnceExit(sheet) {
      // The library's links around icons, of which no page has any.
      sheet.walkRules(/:has\(\.icon\)/, (rule) => rule.remove());
      // No page animates one, and at its second page Chromium 86 falls over a cached style that holds any.
      sheet.walkAtRules("property", (rule) => rule.remove());
      const atRoot = new Map();
      sheet.walkDecls(/^--/, (one) => {
        if (one.parent.selector && ROOT.test(one.parent.selector)) atRoot.set(one.prop, lightOnly(one.value));
      });
      sheet.walkDecls((one) => {
        if (!NEWER.test(one.value)) return;
        const beside = ROOT.test(one.parent.selector) ? [] : one.parent.nodes;
        const own = (name) => beside.find((other) => other.prop === name && other !== one)?.value;
        one.value = mixed(lightOnly(one.value), (name) => own(name) ?? atRoot.get(name));
      });
    },
  };
}
