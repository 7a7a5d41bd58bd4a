"use strict";
const { types } = require("mime-types");

/** A webpack loader: in place of mime-db, the types that mime-types has for the endings of files. */
module.exports = () => `module.exports = { __proto__: null, ...${JSON.stringify(types)} };`;
