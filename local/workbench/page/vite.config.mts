import { join } from "node:path";
import { defineConfig } from "vite";

// The page is served under a strict policy: nothing inlined as data, and no script beside its own files.
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  publicDir: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: join(import.meta.dirname, "../../../.workbench"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    // One style sheet comes with the page; those of later scripts would come before these, one after the other.
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
});
