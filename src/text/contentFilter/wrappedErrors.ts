import { isObject, type JsonObject } from "../isObject";

const longestText = 20_000;
const mostDepth = 2;

/** Texts and constants of a printed Python dictionary. One without an end goes to the end: each character is read once. */
const printed = /'((?:[^'\\]|\\.?)*)(?:'|$)|"((?:[^"\\]|\\.?)*)(?:"|$)|\b(True|False|None)\b/gs;
const constants = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
]);

/** A Python dictionary as it is printed, as JSON. */
const jsonOfPython = (text: string): string =>
  text.replace(
    printed,
    (_all, single?: string, double?: string, constant?: string) =>
      constants.get(constant ?? "") ?? JSON.stringify((single ?? double ?? "").replace(/\\(.)/gs, "$1")),
  );

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The object in a text: JSON, JSON in JSON, or a printed Python dictionary, also behind words. */
const objectIn = (text: unknown, depth = 0): JsonObject | undefined => {
  if (typeof text !== "string" || text.length > longestText || depth > mostDepth) return undefined;
  const whole = parsed(text);
  if (whole !== undefined) return isObject(whole) ? whole : objectIn(whole, depth + 1);
  const [start, end] = [text.indexOf("{"), text.lastIndexOf("}") + 1];
  if (start < 0 || end <= start) return undefined;
  const inner = text.slice(start, end);
  const object = parsed(inner) ?? parsed(jsonOfPython(inner));
  return isObject(object) ? object : undefined;
};

/** The errors that gateways put into a text of their own error: its sentence, or the `raw` of OpenRouter. */
export const wrappedErrors = (error: Readonly<JsonObject>, depth = 0): JsonObject[] => {
  const { message, detail, metadata } = error;
  const raw = isObject(metadata) ? metadata["raw"] : undefined;
  return [raw, message, detail]
    .map((text) => (isObject(text) ? text : objectIn(text)))
    .filter((found) => found !== undefined)
    .flatMap((found) => {
      const inner = isObject(found["error"]) ? found["error"] : found;
      return [inner, ...(depth < mostDepth ? wrappedErrors(inner, depth + 1) : [])];
    });
};
