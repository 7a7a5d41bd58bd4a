"use strict";
const path = require("node:path");

/*
 * Stands for yaml while tests run: spectral names it for the definition of an integration in code. It is the library
 * itself, loaded when something of it is asked for.
 */
const library = path.join(__dirname, "../../node_modules/yaml/dist/index.js");
module.exports = new Proxy({}, { get: (_none, name) => require(library)[name] });
