"use strict";
const path = require("node:path");

/**
 * A webpack loader for libraries that look at Node's own Headers and FormData, for which Node evaluates all of its
 * fetch, some 10 ms of every step: they get a plain list of headers, and a class that knows a form by its name.
 * The connector sends through `node:http`.
 */
module.exports = (source) => {
  const file = JSON.stringify(path.join(__dirname, "plainHeaders.mjs"));
  return `import { Headers, FormData } from ${file};\n${source}`;
};
