const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const TerserPlugin = require("terser-webpack-plugin");
const { EnvironmentPlugin, optimize } = require("webpack");
const LicensePlugin = require("webpack-license-plugin");
const { isRefused, licensePage } = require("./scripts/bundle/licensePage.cjs");
const SleepingModulesPlugin = require("./scripts/bundle/SleepingModulesPlugin.cjs");
const UnusedModulesPlugin = require("./scripts/bundle/UnusedModulesPlugin.cjs");

const inModules = (file) => path.join(__dirname, "node_modules", file);
const inScripts = (file) => path.join(__dirname, "scripts/bundle", file);

/** @type {import("webpack").Configuration} */
module.exports = {
  mode: "production",
  target: "node22",
  entry: "./src/index.ts",
  output: {
    path: path.join(__dirname, "dist"),
    filename: "index.js",
    library: { type: "commonjs2" },
    clean: true,
  },
  resolve: {
    extensions: [".ts", ".js"],
    alias: {
      // spectral is CommonJS and so asks for the CommonJS builds; webpack can only shake the ES modules.
      zod$: inModules("zod/index.js"),
      "date-fns$": inModules("date-fns/index.js"),
      axios$: inModules("axios/index.js"),
      "lodash/omit$": inScripts("plainOmit.cjs"),
      "lodash/uniq$": inScripts("plainUniq.cjs"),
      "lodash/snakeCase$": inScripts("plainSnakeCase.cjs"),
      semver$: inScripts("plainSemver.cjs"),
      debug$: inScripts("withoutDebug.cjs"),
      "mime-types$": path.join(__dirname, "scripts/bundle/lazyMimeTypes.cjs"),
      // Of spectral's test harness alone.
      "jest-mock$": false,
      // Writes the definition of an integration in code, which a component is not.
      yaml$: false,
      // Opens a browser for interactive sign-ins, which a runner has not; it would put this folder's path in.
      open$: false,
    },
  },
  module: {
    rules: [
      {
        test: /src\/(index\.ts$|(actions|client|dataSources|triggers|output|inputs|tasks\/answers)\/)/,
        loader: inScripts("deferImports.cjs"),
      },
      {
        test: /\.ts$/,
        loader: "swc-loader",
        options: { jsc: { target: "es2023", parser: { syntax: "typescript" } } },
        resolve: { alias: { "@prismatic-io/spectral$": inScripts("spectral.mjs") } },
        // A name that spectral.mjs lacks fails the build.
        parser: { exportsPresence: "error" },
      },
      {
        test: [
          "types/ConnectionDefinition",
          "serverTypes/context",
          "serverTypes/convertComponent",
          "serverTypes/perform",
          "serverTypes/performSafety",
        ].map((name) => inModules(`@prismatic-io/spectral/dist/${name}.js`)),
        loader: inScripts("inlineRequires.cjs"),
      },
      {
        test: inModules("@prismatic-io/spectral/dist/serverTypes/perform.js"),
        loader: inScripts("paramsInPlace.cjs"),
      },
      { test: inModules("openai/internal/utils/log.mjs"), loader: inScripts("withoutSdkLog.cjs") },
      { test: inModules("openai/internal/headers.mjs"), loader: inScripts("directHeaders.cjs") },
      { test: inModules("openai/client.mjs"), loader: inScripts("lateResources.cjs") },
      { test: inModules("papaparse/papaparse.js"), loader: inScripts("bareParser.cjs") },
      { test: inModules("mime-db/index.js"), loader: inScripts("mimeTable.cjs") },
      {
        test: inModules("gpt-tokenizer/esm/bpeRanks/o200k_base.js"),
        loader: inScripts("packedTokenTable.cjs"),
      },
      {
        test: inModules("gpt-tokenizer/esm/BytePairEncodingCore.js"),
        loader: inScripts("keptMergeLists.cjs"),
      },
    ],
  },
  plugins: [
    // Where documentation.md is published, for the designer to link to.
    new EnvironmentPlugin({ DOCUMENTATION_URL: "" }),
    new UnusedModulesPlugin(),
    new optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    new SleepingModulesPlugin(),
    new LicensePlugin({
      // Beside dist, whose bytes are what is signed. The plugin's own list is of no use here.
      outputFilename: "../.cache/licenses.json",
      additionalFiles: { "../docs/licenses.md": licensePage },
      unacceptableLicenseTest: isRefused,
      includeNoticeText: true,
    }),
    new CopyPlugin({ patterns: [{ from: "assets/*.png", to: "[name][ext]" }] }),
  ],
  optimization: {
    minimizer: [
      new TerserPlugin({
        extractComments: false,
        terserOptions: { ecma: 2022, compress: { passes: 3 }, format: { comments: false, ascii_only: true } },
      }),
    ],
  },
  experiments: { deferImport: true },
  performance: { hints: false },
  stats: "errors-warnings",
};
