/** Why a way does not lead through a value; undefined where it does. An empty list shows nothing of its items. */
export const pathProblem = (given: unknown, path: readonly string[]): string | undefined => {
  let value = given;
  for (const [index, name] of path.entries()) {
    const way = path.slice(0, index).join(".") || "what comes out";
    if (value === null || Buffer.isBuffer(value)) return `${way} has nothing inside.`;
    if (typeof value !== "object") return `${way} is no object.`;
    if (Array.isArray(value)) {
      if (!/^\d+$/.test(name)) return `${way} is a list, and ${name} no place in it.`;
      if (value.length === 0) return undefined;
      value = value[Number(name)] ?? value[0];
      continue;
    }
    if (!Object.hasOwn(value as object, name)) return `${way} has no ${name}.`;
    value = (value as Record<string, unknown>)[name];
  }
  return undefined;
};
