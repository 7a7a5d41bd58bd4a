"use strict";

/** What is deferred, by the module that imports it: the first row that fits. */
const deferredBy = [
  [/src\/index\.ts$/, "./(?:connections|client/errors/errors)"],
  [/\/index\.ts$/, '[^"]+'],
  [/./, '[^"]+/client/create(?:List)?Client'],
];

/**
 * A webpack loader that defers what a step may not need until it is first used: the connections' forms and the words
 * for errors, in the lists of actions, data sources and triggers every part, and in these and in what declares them
 * the client, which only a running step needs.
 */
module.exports = function deferImports(source) {
  const deferred = deferredBy.find(([file]) => file.test(this.resourcePath))[1];
  const found = [];
  const text = source.replace(
    new RegExp(`^import \\{ ([\\w, ]+) \\} from (?="${deferred}")`, "gm"),
    (_import, list) => {
      const names = list.split(", ").filter((name) => !name.startsWith("type "));
      const space = names.join("And");
      found.push(...names.map((name) => [name, `${space}.${name}`]));
      return `import /* webpackDefer: true */ * as ${space} from `;
    },
  );
  return found.reduce(
    (rest, [name, member]) =>
      rest
        .replaceAll(new RegExp(`(?<![\\w.])${name}(?=\\()`, "g"), member)
        .replace(new RegExp(`^ +${name}(?=,?$)`, "m"), `get ${name}() { return ${member}; }`),
    text,
  );
};
