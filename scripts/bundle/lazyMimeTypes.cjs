"use strict";
const { extname } = require("node:path");

/**
 * Stands for `mime-types` in the bundle, of which form-data uses the types of files' endings alone: the table of
 * them, which is made by mimeTable.cjs, is read when a file is sent.
 */
module.exports = {
  lookup: (name) => require("mime-db")[extname(`x.${name}`).toLowerCase().slice(1)] ?? false,
};
