import { isObject } from "./isObject";
import { followReference, type JsonSchema } from "./schemaPlaces";

/**
 * The number of levels of a strict schema, with definitions counted where they are used: the root has level 0, and
 * values within an object or a list are one level deeper. A recursive definition counts once.
 */
export const strictLevels = (root: JsonSchema): number => {
  /** The deepest level of each definition so far. From a higher place, it reaches nothing deeper. */
  const deepest = new Map<unknown, number>();
  const around = new Set<unknown>();
  const levelsFrom = (schema: unknown, level: number): number => {
    if (!isObject(schema)) return level;
    const { $ref, anyOf, properties, items } = schema;
    if (typeof $ref === "string") {
      const target = followReference(root, $ref);
      if (around.has(target) || (deepest.get(target) ?? -1) >= level) return level;
      deepest.set(target, level);
      around.add(target);
      const levels = levelsFrom(target, level);
      around.delete(target);
      return levels;
    }
    const within = [...(isObject(properties) ? Object.values(properties) : []), items];
    const reached = [
      ...(Array.isArray(anyOf) ? anyOf.map((choice) => levelsFrom(choice, level)) : []),
      ...within.map((inner) => (inner === undefined ? level : levelsFrom(inner, level + 1))),
    ];
    return Math.max(level, ...reached);
  };
  around.add(root);
  return levelsFrom(root, 0);
};
