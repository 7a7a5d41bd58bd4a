"use strict";

/** What the client needs for some of its calls: other credentials, files, fallbacks, refusals. */
const neededSeldom = [
  "files/\\w+",
  "multipart",
  "cloud",
  "servicePrincipal",
  "tokenCredentials",
  "fallback/(?:fallback|deployments|quotaKey)",
  "ownCalls",
  "recordedLength",
  "nearestNames",
  "refusalReason",
  "serviceProblem",
  "contentFilter(?:/\\w+)?",
  "retryDecision",
  "retryTiming",
  "namedWait",
  "networkAdvice",
  "entraErrors",
];

/** What is deferred, by the module that imports it: the first row that fits. */
const deferredBy = [
  [/src\/index\.ts$/, "./(?:connections|client/errors/errors)"],
  [/\/index\.ts$/, '[^"]+'],
  [/src\/inputs\//, '\\.(?:\\./(?:client|text))?/[^"]+'],
  [/src\/(?:actions|output)\//, '(?:\\./[^"]+|[^"]+/(?:client/create\\w*Client|tasks/[^"]+|text/[^"]+))'],
  [/src\/client\//, `\\.[^"]*/(?:${neededSeldom.join("|")})`],
  [/./, '[^"]+/(?:client/create\\w*Client|tasks/[^"]+|text/[^"]+)'],
];

/** Where a name is called, and where it stands alone in a list of parts, which is an object and no array. */
const called = (name) => new RegExp(`(?<![\\w.])${name}(?=\\()`, "g");
const listed = (name) => new RegExp(`(?<!\\[\n)^ +${name}(?=,?$)`, "gm");
/** Where a name is the output or the example of a declaration, which are read as late as the platform wants them. */
const declared = (name) => new RegExp(`^( +)(output|example): ${name}(?=,?$)`, "gm");
const anywhere = (name) => new RegExp(`(?<!\\w|[^.]\\.)${name}(?!\\w)`, "g");

const count = (text, pattern) => text.match(pattern)?.length ?? 0;

/** True where the first use of a name can wait: it is called or listed wherever it stands behind the imports. */
const canWait = (source) => {
  const text = source.replace(/^import .*$/gm, "");
  const uses = [called, listed, declared];
  return (name) => count(text, anywhere(name)) === uses.reduce((sum, use) => sum + count(text, use(name)), 0);
};

/**
 * A webpack loader that defers what a step may not need until it is first used: the connections' forms and the words
 * for errors, in the lists of actions, data sources and triggers every part, and in these, in what declares them and
 * in the inputs what only a running step calls: the client, the tasks and what works on texts.
 */
module.exports = function deferImports(source) {
  const deferred = deferredBy.find(([file]) => file.test(this.resourcePath))[1];
  const isIndex = /\/index\.ts$/.test(this.resourcePath);
  const found = [];
  const text = source.replace(
    new RegExp(`^import \\{ ([\\w, ]+) \\} from (?="${deferred}")`, "gm"),
    (whole, list) => {
      const names = list.split(", ").filter((name) => !name.startsWith("type "));
      if (!isIndex && !names.every(canWait(source))) return whole;
      const space = names.join("And");
      found.push(...names.map((name) => [name, `${space}.${name}`]));
      return `import /* webpackDefer: true */ * as ${space} from `;
    },
  );
  return found.reduce(
    (rest, [name, member]) =>
      rest
        .replaceAll(called(name), member)
        .replaceAll(listed(name), `get ${name}() { return ${member}; }`)
        .replaceAll(declared(name), `$1get $2() { return ${member}; }`),
    text,
  );
};
