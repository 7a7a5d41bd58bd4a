"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { NormalModuleReplacementPlugin } = require("webpack");

const source = path.join(__dirname, "../../src");

/** The resources of the `openai` package that the connector calls, all as `openai.<name>`: names of their files. */
const calledResources = readdirSync(source, { recursive: true })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [...readFileSync(path.join(source, file), "utf8").matchAll(/\bopenai\s*\.\s*(\w+)/g)])
  .map(([, name]) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));

/** Its other resources, and beside them streaming and its helpers, other clouds and workload identity. */
const unusedOfOpenAI = [
  `resources/(?!(?:index|shared|${[...new Set(calledResources)].join("|")})(?![\\w-]))`,
  "lib/(AbstractChat|ChatCompletion)",
  "auth/",
  "azure\\b",
  "bedrock\\b",
  "helpers/",
  "core/streaming\\b",
];

/** Sign-ins of `@azure/msal-node` that need a person, a browser or one of Azure's own hosts: a runner has none. */
const unusedOfMsal = [
  "client/(PublicClient|ManagedIdentity|DeviceCode|OnBehalfOf|UsernamePassword)",
  "network/Loopback",
];

/**
 * Ways of axios to send, and its forms: the connector has an adapter of its own and makes its own forms. The way for
 * fetch makes Node evaluate its fetch.
 */
const unusedOfAxios = ["adapters/(fetch|http)\\b", "platform/node/classes/FormData\\b"];

/** spectral's test harness, and what converts integrations in code: nothing at run time calls them. */
const unusedOfSpectral = ["dist/testing\\b", "dist/serverTypes/convertIntegration\\b"];

const unusedByPackage = {
  openai: unusedOfOpenAI,
  "@azure/msal-node/dist": unusedOfMsal,
  "axios/lib": unusedOfAxios,
  "@prismatic-io/spectral": unusedOfSpectral,
};

const unused = new RegExp(
  `/node_modules/(${Object.entries(unusedByPackage)
    .map(([folder, files]) => `${folder}/(${files.join("|")})`)
    .join("|")})`,
);

const modules = path.join(__dirname, "../../node_modules");

/** Replaces them by a module that says so when it is used; see docs/decisions for what that saves. */
module.exports = class UnusedModulesPlugin extends NormalModuleReplacementPlugin {
  constructor() {
    super(/^\./, (resource) => {
      const requested = path.join(resource.context, resource.request);
      if (unused.test(requested)) resource.request = path.join(__dirname, "unusedModule.cjs");
      // What axios' own builds put in the place of an adapter.
      if (/axios\/lib\/adapters\/xhr\b/.test(requested)) resource.request = "../helpers/null.js";
    });
  }

  apply(compiler) {
    super.apply(compiler);
    compiler.options.module.rules.push(
      {
        test: path.join(modules, "axios/lib/utils.js"),
        loader: path.join(__dirname, "withoutGlobalFormData.cjs"),
      },
      {
        test: ["client", "internal/headers", "internal/utils/log"].map((name) =>
          path.join(modules, `openai/${name}.mjs`),
        ),
        loader: path.join(__dirname, "withoutFetch.cjs"),
      },
    );
  }
};
