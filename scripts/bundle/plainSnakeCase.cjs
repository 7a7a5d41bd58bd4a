"use strict";

/** Stands for lodash's `snakeCase` in the bundle: spectral asks for that of its own words, such as notAllowed. */
module.exports = (word) => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
