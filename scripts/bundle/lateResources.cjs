"use strict";

const imported = /^import \{ (\w+)(?: as (\w+))?,? \} from ("\.\/resources\/[^"]+");$/gm;

/** Makes a resource when it is first asked for. */
const late = `const late = (openai, name, make) => {
  const define = (descriptor) => Object.defineProperty(openai, name, { configurable: true, enumerable: true, ...descriptor });
  define({
    get: () => {
      const value = make();
      define({ value, writable: true });
      return value;
    },
  });
};`;

/**
 * A webpack loader for the SDK's client: each resource is evaluated and made when it is first asked for. The client
 * makes all of them otherwise, in every step and for every client, of which a call uses one.
 */
module.exports = (source) => {
  const resources = [...source.matchAll(imported)];
  const made = /this\.(\w+) = new API\.(\w+)\(this\);/g;
  if (resources.length === 0 || source.match(made)?.length !== resources.length)
    throw new Error("The SDK's client makes its resources in another way by now.");
  const own = new Map(resources.map(([, name, alias = name]) => [alias, name]));
  const withoutStatics = source.replace(/^OpenAI\.\w+ = (\w+);$/gm, (whole, name) =>
    own.has(name) ? "" : whole,
  );
  return `${late}\n${withoutStatics
    .replace(/^import \* as API from .*$/m, "")
    .replace(imported, "import /* webpackDefer: true */ * as $1Late from $3;")
    .replace(made, 'late(this, "$1", () => new $2Late.$2(this));')}`;
};
