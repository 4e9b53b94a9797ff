import { copyFileSync, mkdirSync } from "node:fs";
import { defineConfig } from "vite";

// Old desktops run Chromium 86 (360 browser); nothing newer may be left in the output.
export default defineConfig({
  base: "/static/built/",
  build: {
    outDir: "../dixian/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "chrome86",
    cssTarget: "chrome86",
    rollupOptions: { input: "src/main.ts" },
  },
  plugins: [
    {
      name: "axe-for-tests",
      closeBundle() {
        // The accessibility walk of the browser tests injects it; pages never load it.
        mkdirSync("node_modules/.dixian", { recursive: true });
        copyFileSync("node_modules/axe-core/axe.min.js", "node_modules/.dixian/axe.min.js");
      },
    },
  ],
});
