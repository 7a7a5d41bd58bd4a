import { refuseField } from "../endpoint/FieldError";
import type { ConnectionValue } from "./credential";

/** A connection's field as text without spaces around it; "" when it is empty or no text. */
export const textField = ({ fields }: ConnectionValue, key: string): string => {
  const value = fields[key];
  return typeof value === "string" ? value.trim() : "";
};

/**
 * A connection's field that must not be empty.
 * @throws FieldError that names the field by its label.
 */
export const requiredField = (connection: ConnectionValue, key: string, label: string): string => {
  const value = textField(connection, key);
  if (value === "") refuseField(label, "it is empty.", "Enter it in the connection.");
  return value;
};

/** A boolean field of a connection, which may arrive as text. */
export const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === "string" && value.trim().toLowerCase() === "true");

/** What a list of names and values holds, as text; objects have no place in a header or a query. */
const entryText = (value: unknown): string =>
  typeof value === "object" || value === undefined ? "" : String(value).trim();

/** Names and values of a connection's key-value list, entries without a name left out. */
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
