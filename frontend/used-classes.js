// What pages name: tags, classes and ids of templates, every word of scripts, and all that our own styles speak of.
const words = (text) => text.match(/[\w-]+/g) ?? [];
const nothing = { attributes: { names: [], values: [] }, classes: [], ids: [], tags: [], undetermined: [] };

function ofTemplate(text) {
  const classes = [...text.matchAll(/class="([^"]*)"/g)].flatMap((found) => words(found[1]));
  const tags = [...text.matchAll(/<([a-z][a-z0-9]*)/g)].map((found) => found[1]);
  const names = [...text.matchAll(/\s([a-z][a-z-]*)(?==|[\s>])/g)].map((found) => found[1]);
  const values = [...text.matchAll(/="([\w-]+)"/g)].map((found) => found[1]);
  return { ...nothing, classes, tags: [...tags, "html", "head", "body"], attributes: { names, values } };
}

function ofStyles(text) {
  const classes = [...text.matchAll(/\.([a-z][\w-]*)/g)].map((found) => found[1]);
  return { ...nothing, classes, tags: words(text) };
}

const ofScripts = (text) => ({ ...nothing, undetermined: words(text) });

export const extractors = [
  { extractor: ofTemplate, extensions: ["html", "py"] },
  { extractor: ofStyles, extensions: ["css"] },
  { extractor: ofScripts, extensions: ["ts"] },
];
