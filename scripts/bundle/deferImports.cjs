"use strict";

const list = /src\/(actions|dataSources|triggers)\/index\.ts$/;

/**
 * A webpack loader that defers what a step may not need until it is first used: in the lists of actions, data sources
 * and triggers every part, and in these and in what declares them the client, which only a running step needs.
 */
module.exports = function deferImports(source) {
  const deferred = list.test(this.resourcePath) ? '[^"]+' : '[^"]+/client/createClient';
  const names = [];
  const text = source.replace(
    new RegExp(`^import \\{ (?:type \\w+, )*(\\w+) \\} from (?="${deferred}")`, "gm"),
    (_import, name) => {
      names.push(name);
      return `import /* webpackDefer: true */ * as ${name} from `;
    },
  );
  return names.reduce(
    (rest, name) =>
      rest
        .replaceAll(new RegExp(`(?<![\\w.])${name}(?=\\()`, "g"), `${name}.${name}`)
        .replace(new RegExp(`^ +${name}(?=,?$)`, "m"), `get ${name}() { return ${name}.${name}; }`),
    text,
  );
};
