"use strict";

/**
 * Stands for `mime-types` in the bundle: its table of two thousand types is read when a file is sent, not when the
 * connector is loaded.
 */
const load = () => require("../../node_modules/mime-types/index.js");

module.exports = {
  lookup: (name) => load().lookup(name),
  contentType: (type) => load().contentType(type),
  charset: (type) => load().charset(type),
  extension: (type) => load().extension(type),
};
