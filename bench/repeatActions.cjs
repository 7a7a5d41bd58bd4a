"use strict";

/**
 * A webpack loader for the list of actions, behind the one that defers their imports: makes it as long as its option
 * `count` says, the first of it Create Chat Completion, with copies of the actions' modules under other keys.
 */
module.exports = function repeatActions(source) {
  const { count } = this.getOptions();
  const all = [...source.matchAll(/^import .* as (\w+) from "(.+)";$/gm)].map(([, name, place]) => ({
    name,
    place,
  }));
  const actions = [
    ...all.filter(({ name }) => name === "createChatCompletion"),
    ...all.filter(({ name }) => name !== "createChatCompletion"),
  ];
  const listed = Array.from({ length: count }, (_, index) => {
    const { name, place } = actions[index % actions.length];
    const copy = Math.floor(index / actions.length);
    return copy === 0
      ? { name, key: name, place }
      : { name, key: `${name}${copy}`, place: `${place}?${copy}` };
  });
  const imports = listed.map(
    ({ key, place }) => `import /* webpackDefer: true */ * as ${key} from "${place}";`,
  );
  const getters = listed.map(({ name, key }) => `get ${key}() { return ${key}.${name}; },`);
  return `${imports.join("\n")}\nexport const actions = {\n${getters.join("\n")}\n};\n`;
};
