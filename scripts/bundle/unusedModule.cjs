"use strict";

/**
 * Stands in the bundle for parts of the SDK that no action reaches: every name is an empty class, so that the
 * SDK's client can be made with these resources and fails at once if one were called.
 */
class Unused {}

module.exports = new Proxy(
  {},
  { get: (_target, name) => (name === "__esModule" ? true : Unused), has: () => true },
);
