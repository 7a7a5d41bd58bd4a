import { isRecord } from "../../../platform/isRecord";
import type { Comparison } from "../../wire/comparison";
import { DifferenceList } from "./DifferenceList";

/*
 * A validator of JSON schemas tells keywords that fail; a builder looks for names. The published schemas demand no
 * property and forbid none, and have types, properties and items alone, so that a walk along both says more.
 */

/** The part of a JSON schema that outputs are declared by. */
interface Declared {
  type?: unknown;
  properties?: unknown;
  items?: unknown;
}

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (value instanceof Uint8Array) return "object";
  return Number.isInteger(value) ? "integer" : typeof value;
};

const typesOf = ({ type }: Declared): string[] => [type].flat().filter((one) => typeof one === "string");

const fits = (type: string, types: readonly string[]): boolean =>
  types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number"));

const walkObject = (
  value: Record<string, unknown>,
  { properties }: Declared,
  segments: readonly string[],
  differences: DifferenceList,
): void => {
  const declared = isRecord(properties) ? properties : {};
  const names = Object.keys(declared);
  for (const name of names) {
    const path = [...segments, name];
    if (!Object.hasOwn(value, name) || value[name] === undefined) differences.add(path, { kind: "missing" });
    else walk(value[name], declared[name], path, differences);
  }
  if (names.length === 0) return;
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(declared, name)) continue;
    if (!differences.look()) return;
    differences.add([...segments, name], { kind: "notDeclared" });
  }
};

const walk = (
  value: unknown,
  schema: unknown,
  segments: readonly string[],
  differences: DifferenceList,
): void => {
  if (!isRecord(schema) || !differences.look()) return;
  const declared: Declared = schema;
  const [type, types] = [typeOf(value), typesOf(declared)];
  if (!fits(type, types)) {
    const kind = value === null ? "null" : "otherType";
    differences.add(segments, { kind, expected: types.join(" or "), found: type });
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      if (differences.isCut) return;
      walk(entry, declared.items, [...segments, String(index)], differences);
    }
  } else if (isRecord(value)) walkObject(value, declared, segments, differences);
};

/** Compares names with those of an example; of lists the first entries. */
const walkExample = (
  value: unknown,
  example: unknown,
  segments: readonly string[],
  differences: DifferenceList,
): void => {
  if (Array.isArray(value) && Array.isArray(example)) {
    if (value.length > 0 && example.length > 0) {
      walkExample(value[0], example[0], [...segments, "0"], differences);
    }
    return;
  }
  if (!isRecord(value) || !isRecord(example)) return;
  for (const name of new Set([...Object.keys(example), ...Object.keys(value)])) {
    if (!differences.look()) return;
    const path = [...segments, name];
    if (!Object.hasOwn(value, name)) differences.add(path, { kind: "onlyInExample" });
    else if (!Object.hasOwn(example, name)) differences.add(path, { kind: "notInExample" });
    else walkExample(value[name], example[name], path, differences);
  }
};

/** What a part says of its result. */
export interface Declaration {
  schema?: unknown;
  example?: unknown;
}

/** In what a result is other than its declaration, and than its example. Both are bounded. */
export const compareResult = (value: unknown, { schema, example }: Declaration): Comparison => {
  const [declared, shown] = [new DifferenceList(), new DifferenceList()];
  walk(value, schema, [], declared);
  walkExample(value, example, [], shown);
  return {
    isDeclared: isRecord(schema),
    hasExample: example !== undefined,
    differences: [...declared.list(), ...shown.list()],
    isCut: declared.isCut || shown.isCut,
  };
};
