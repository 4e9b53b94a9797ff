import purge from "@fullhuman/postcss-purgecss";
import { defineConfig } from "vite";
import { forOldBrowsers } from "./old-browsers.js";
import { extractors } from "./used-classes.js";

// Of the library a page's own tags and classes are kept; the rest, nine tenths, never leaves here.
const onlyWhatPagesUse = purge({
  content: ["../dixian/web/templates/**/*.html", "../dixian/web/shell/templatetags/*.py", "src/*.ts", "src/*.css"],
  extractors,
  fontFace: true,
  keyframes: true,
  variables: true,
});

// Old desktops run Chromium 86 (360 browser); nothing newer may be left in the output.
export default defineConfig({
  base: "/static/built/",
  css: { postcss: { plugins: [onlyWhatPagesUse, forOldBrowsers()] } },
  build: {
    outDir: "../dixian/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "chrome86",
    cssTarget: "chrome86",
    rollupOptions: { input: "src/main.ts" },
  },
});
