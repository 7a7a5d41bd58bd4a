"use strict";
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { brotliCompressSync } = require("node:zlib");
const { Compilation, RuntimeGlobals, sources } = require("webpack");
const { handOut, runBundle } = require("./runBundle.cjs");

/** Stands behind each of the modules that sleep together. What is in a comment has no such characters (`inComment`). */
const mark = "*~:";

/** Bytes in a module, of a size that matters. Modules that have such bytes are kept in a store of their own. */
const largeBytes = /Buffer\.from\("([\w+/=]{500000,})","base64"\)/;

/**
 * What wakes modules: an object that finds the text of a module by its id, store by store, and compiles it, which V8
 * does at once for a function in parentheses.
 */
const wakeModules = `function* textsOf(stores) {
  for (const store of stores) {
    const text = store();
    let end;
    for (let start = 0; start < text.length; start = end + ${mark.length}) {
      end = text.indexOf("${mark}", start);
      yield text.slice(start, end);
    }
  }
}
function wakeModules(...stores) {
  const found = new Map();
  const rest = textsOf(stores);
  const get = (_none, id) => {
    while (!found.has(id)) {
      const { value } = rest.next();
      if (value === undefined) throw new Error("The bundle has no module " + String(id) + ".");
      found.set(value.slice(0, value.indexOf("(")), value);
    }
    const text = outOfComment(found.get(id).slice(id.length));
    return Function("require", "bytesOf", "return (function" + text + ")")(require, bytesOf);
  };
  return new Proxy({}, { get });
}
function outOfComment(text) {
  return text.replaceAll("*~", "*");
}
function commented(asleep) {
  return () => String(asleep).slice(7, -3);
}
function bytesOf(asleep) {
  const codes = Buffer.from(outOfComment(commented(asleep)()), "latin1");
  const bytes = Buffer.alloc(Math.floor((codes.length * 7) / 8));
  let at = 0;
  for (let from = 0; from < codes.length; from += 8) {
    const high = (codes[from] << 21) | (codes[from + 1] << 14) | (codes[from + 2] << 7) | codes[from + 3];
    const low = (codes[from + 4] << 21) | (codes[from + 5] << 14) | (codes[from + 6] << 7) | codes[from + 7];
    bytes[at++] = high >> 20;
    bytes[at++] = high >> 12;
    bytes[at++] = high >> 4;
    bytes[at++] = (high << 4) | (low >> 24);
    bytes[at++] = low >> 16;
    bytes[at++] = low >> 8;
    bytes[at++] = low;
  }
  return bytes;
}
function packed(asleep) {
  return () => require("node:zlib").brotliDecompressSync(bytesOf(asleep)).toString();
}
`;

/** The ids of the modules that run in a bundle's first call, which a process without this one's proxies makes. */
const idsOfCall = (bundle) => {
  const script = path.join(__dirname, "firstCall.cjs");
  return new Set(
    JSON.parse(execFileSync(process.execPath, [script], { input: bundle, encoding: "utf8", env: {} })),
  );
};

/** The functions of a bundle's modules by id, and which of them every action, some part, and every call needs. */
const modulesOf = (bundle) => {
  const { functions, run: byReach } = runBundle(bundle, (component) => JSON.stringify(component));
  let keys = [];
  const { run: byLoad } = runBundle(bundle, ({ actions }) => {
    keys = Object.keys(actions);
  });
  const byAction = keys.map((key) => runBundle(bundle, ({ actions }) => actions[key]).run);
  const byEvery = [...byReach].filter((id) => byLoad.has(id) || byAction.every((run) => run.has(id)));
  return { functions, byEvery: new Set(byEvery), byReach, byCall: idsOfCall(bundle) };
};

/** A text as it can stand in a comment: an asterisk is never before a slash. */
const inComment = (text) => text.replace(/\*(?=[/~])/g, "*~");

const commented = (text) => `()=>{/*${text}*/}`;

/** Bytes as characters of seven bits, of which a comment holds any: an eighth less to read than as Base64. */
const sevenBits = (bytes) => {
  const characters = Buffer.alloc(Math.ceil((bytes.length * 8) / 7));
  let at = 0;
  let rest = 0;
  let bits = 0;
  for (const byte of bytes) {
    rest = ((rest & 127) << 8) | byte;
    bits += 8;
    for (; bits >= 7; bits -= 7) characters[at++] = (rest >> (bits - 7)) & 127;
  }
  if (bits) characters[at] = (rest << (7 - bits)) & 127;
  return commented(inComment(characters.toString("latin1")));
};

/** The texts of modules behind each other, as they can stand in a comment. */
const together = (texts) => texts.map((text) => inComment(text) + mark).join("");

/**
 * The stores of what is needed to reach a part, in the order of need, of what every call and what some calls need, and
 * of large data.
 */
const storesOf = (sleeping, { byReach, byCall }) => {
  const isLarge = (text) => largeBytes.test(text);
  const withBytes = (text) =>
    text.replace(largeBytes, (_all, bytes) => `bytesOf(${sevenBits(Buffer.from(bytes, "base64"))})`);
  const packed = (texts) => `packed(${sevenBits(brotliCompressSync(together(texts)))})`;
  const take = (ids) => [...ids].flatMap((id) => sleeping.get(id) ?? []);
  const reached = take(byReach);
  const called = take(byCall.difference(byReach));
  const others = [...sleeping.values()].filter((text) => !reached.includes(text) && !called.includes(text));
  return [
    `commented(${commented(together(reached))})`,
    packed(called),
    packed(others.filter((text) => !isLarge(text))),
    `commented(${commented(together(others.filter(isLarge).map(withBytes)))})`,
  ].join(",");
};

const putToSleep = (bundle) => {
  const { functions, byEvery, ...needs } = modulesOf(bundle);
  const sleeping = new Map(
    Object.entries(functions)
      .map(([id, original]) => [id, String(original)])
      .filter(([id, text]) => !byEvery.has(id) && text.startsWith(`${id}(`)),
  );
  const awake = [...sleeping.values()].reduce((text, source) => {
    const isLast = text[text.indexOf(source) + source.length] !== ",";
    return text.replace(isLast ? `,${source}` : `${source},`, () => "");
  }, bundle);
  const stores = storesOf(sleeping, needs);
  return `${wakeModules}const asleep=wakeModules(${stores});${awake.replace(handOut, "$&,Object.setPrototypeOf($1,asleep)")}`;
};

/**
 * Lets the modules sleep that loading the bundle does not evaluate (docs/decisions): those that the definition of an
 * action, trigger or data source needs stand in a comment, which an engine passes over thirty times as fast as over
 * code; what only a call needs is packed as well. Which these are is found by loading the bundle and by asking for all
 * of its parts, so that an action needs no thought about it.
 */
module.exports = class SleepingModulesPlugin {
  apply(compiler) {
    const { name } = SleepingModulesPlugin;
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      compilation.hooks.additionalTreeRuntimeRequirements.tap(name, (_chunk, needed) =>
        needed.add(RuntimeGlobals.moduleFactories),
      );
      const stage = Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE;
      compilation.hooks.processAssets.tap({ name, stage }, () =>
        compilation.updateAsset("index.js", (source) => new sources.RawSource(putToSleep(source.source()))),
      );
    });
  }
};

module.exports.inComment = inComment;
module.exports.sevenBits = sevenBits;
