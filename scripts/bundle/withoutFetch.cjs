"use strict";
const path = require("node:path");

/**
 * A webpack loader for libraries that look at Node's own Headers and FormData, for which Node evaluates all of its
 * fetch, some 10 ms of every step: they get a plain list of headers, and a form that nothing is an instance of.
 * The connector sends through `node:http`, and its forms are its own.
 */
module.exports = (source) => {
  const file = JSON.stringify(path.join(__dirname, "plainHeaders.mjs"));
  return `import { Headers, FormData } from ${file};\n${source}`;
};
