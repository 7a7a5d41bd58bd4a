import { isObject } from "./isObject";
import { innerSchemas, type JsonSchema } from "./schemaPlaces";

const usualBase = "https://schema.invalid/";

const resolved = (reference: string, base: string): string | undefined => {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
};

const withoutFragment = (address: string): string => address.split("#")[0] ?? "";

const pointerStep = (name: string): string =>
  encodeURIComponent(name.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1")).replaceAll("%24", "$");

/**
 * Converts a reference to a pointer from the root, such as `#/$defs/node`; a reference that names nothing in the
 * schema stays as it is.
 */
type NamePointers = (reference: string, node: JsonSchema) => string;

/**
 * Reads the names of a schema's parts: `$id`, `id` of draft 4, `$anchor`. References by name or address become
 * pointers from the root.
 */
export const readNames = (root: JsonSchema): NamePointers => {
  const pointers = new Map<string, string>();
  const bases = new Map<JsonSchema, string>();
  const visit = (node: unknown, pointer: string, outerBase: string): void => {
    if (!isObject(node)) return;
    const id = node["$id"] ?? node["id"];
    const own = typeof id === "string" ? resolved(id, outerBase) : undefined;
    // Below the root, an `id` is often the name of a field, and not a base of references.
    const isBase = own !== undefined && !own.includes("#") && (node === root || "$id" in node);
    const base = isBase ? own : outerBase;
    bases.set(node, base);
    if (node === root) pointers.set(base, "#");
    if (own !== undefined) pointers.set(own.replace(/#$/, ""), pointer);
    for (const anchor of [node["$anchor"], node["$dynamicAnchor"]])
      if (typeof anchor === "string") pointers.set(`${base}#${anchor}`, pointer);
    for (const [place, inner] of innerSchemas(node)) {
      const [key = "", ...name] = place.split(".");
      const steps = name.length > 0 ? [key, name.join(".")] : [key];
      visit(inner, `${pointer}/${steps.map(pointerStep).join("/")}`, base);
    }
  };
  visit(root, "#", usualBase);
  return (reference, node) => {
    const address = resolved(reference, bases.get(node) ?? usualBase);
    if (address === undefined) return reference;
    const fragment = reference.includes("#") ? reference.slice(reference.indexOf("#") + 1) : "";
    const named = pointers.get(address.replace(/#$/, ""));
    if (named !== undefined) return named;
    const resource = pointers.get(withoutFragment(address));
    return resource !== undefined && fragment.startsWith("/") ? `${resource}${fragment}` : reference;
  };
};
