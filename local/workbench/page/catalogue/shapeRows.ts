import { isObject } from "../../../../src/text/isObject";

/** One property of what a part gives. */
interface ShapeRow {
  path: string;
  type: string;
  description: string;
}

/** The deepest level and the most rows that are shown. */
const mostLevels = 12;
const mostRows = 500;

const typeIn = ({ type, enum: values, items }: Record<string, unknown>, level = 1): string => {
  const name = Array.isArray(type) ? type.join(" or ") : String(type ?? "any");
  if (isObject(items) && name.includes("array") && level < mostLevels) {
    return `${name} of ${typeIn(items, level + 1)}`;
  }
  return Array.isArray(values) ? `${name}: ${values.map(String).join(", ")}` : name;
};

const visit = (schema: unknown, path: string, rows: ShapeRow[], level: number): void => {
  if (!isObject(schema) || level > mostLevels) return;
  const { properties, items } = schema;
  if (isObject(items)) visit(items, `${path}[]`, rows, level + 1);
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
    if (rows.length >= mostRows || !isObject(property)) return;
    const own = path === "" ? name : `${path}.${name}`;
    const description = typeof property["description"] === "string" ? property["description"] : "";
    rows.push({ path: own, type: typeIn(property), description });
    visit(property, own, rows, level + 1);
  }
};

/** The properties that a JSON schema describes, each before those inside of it. */
export const shapeRows = (schema: unknown): ShapeRow[] => {
  const rows: ShapeRow[] = [];
  visit(schema, "", rows, 1);
  return rows;
};
