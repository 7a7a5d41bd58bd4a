import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { Expression } from "./integrationFile";
import { parseReference, type Reference, templateParts } from "./reference";

/** What a step can refer to: by the step's name, what it gave or, in a loop, the item of now. */
export type Scope = ReadonlyMap<string, { results?: unknown; currentItem?: unknown }>;

/** The texts of configuration variables by their keys. */
export type VariableTexts = Readonly<Record<string, string>>;

const valueAt = ({ step, part, path }: Reference, scope: Scope): unknown => {
  let value: unknown = Reflect.get(scope.get(step) ?? {}, part);
  for (const name of path) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  }
  return value;
};

/** A value as it stands inside of a text. */
const asText = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");

const listValue = (input: Input, entries: Expression[], scope: Scope, variables: VariableTexts): unknown =>
  input.collection === "keyvaluelist"
    ? entries.map((entry) => ({ key: entry.name ?? "", value: evaluate(input, entry, scope, variables) }))
    : entries.map((entry) => evaluate(input, entry, scope, variables));

/** What an input gets, as the platform fills it in before a step runs. */
export const evaluate = (
  input: Input,
  { type, value }: Expression,
  scope: Scope,
  variables: VariableTexts,
): unknown => {
  if (type === "reference") return valueAt(parseReference(String(value)), scope);
  if (type === "configVar") return variables[String(value)] ?? "";
  if (type === "complex") return listValue(input, value as Expression[], scope, variables);
  if (type !== "template") return value;
  return templateParts(String(value))
    .map((part) => {
      if ("text" in part) return part.text;
      return asText("variable" in part ? variables[part.variable] : valueAt(part.reference, scope));
    })
    .join("");
};

/** What an expression of another component's step gives, whose inputs are not known here. */
export const evaluateAlone = (expression: Expression, scope: Scope, variables: VariableTexts): unknown =>
  evaluate({ key: "", type: "string", label: "" } as Input, expression, scope, variables);
