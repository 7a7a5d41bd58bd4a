import { refuseField } from "../endpoint/FieldError";
import type { ConnectionValue } from "./credential";

/** A connection's field, trimmed; "" when it is empty or not a text. */
export const textField = ({ fields }: ConnectionValue, key: string): string => {
  const value = fields[key];
  return typeof value === "string" ? value.trim() : "";
};

/**
 * A connection's field that is required.
 * @throws FieldError with the field's label when it is empty.
 */
export const requiredField = (connection: ConnectionValue, key: string, label: string): string => {
  const value = textField(connection, key);
  if (value === "") refuseField(label, "it is empty.", "Enter it in the connection.");
  return value;
};

/** True for a boolean field that is set; it may arrive as a text. */
export const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === "string" && value.trim().toLowerCase() === "true");

/** A value of a key-value list as text; "" for an object, which neither a header nor a query can hold. */
const entryText = (value: unknown): string =>
  typeof value === "object" || value === undefined ? "" : String(value).trim();

/** Names and values of a connection's key-value list, without entries that have no name. */
export const pairsField = (
  { fields }: ConnectionValue,
  key: string,
): Array<readonly [name: string, value: string]> => {
  const list = fields[key];
  if (typeof list !== "object" || list === null) return [];
  const pairs = Array.isArray(list)
    ? list
    : Object.entries(list).map(([name, value]) => ({ key: name, value }));
  return pairs.flatMap((pair: { key?: unknown; value?: unknown } | null) => {
    const name = entryText(pair?.key);
    return name === "" ? [] : [[name, entryText(pair?.value)] as const];
  });
};
