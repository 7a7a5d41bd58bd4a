import { refuseInput } from "../text/InputError";
import { isObject, type JsonObject } from "../text/isObject";
import { jsonInput } from "./jsonInput";

const label = "Extra Parameters";

const ownInputs = "Enter it in the inputs of the step.";
const oneAnswer = "The step reads its answers whole, and counts them itself.";

/** Parameters that the step itself fills in, with what to do instead. */
const ownParameters: ReadonlyMap<string, string> = new Map([
  ["model", "Enter it as Model / Deployment Name."],
  ...["messages", "input", "prompt"].map((name) => [name, ownInputs] as const),
  ...["n", "stream", "stream_options"].map((name) => [name, oneAnswer] as const),
]);

/** Input for parameters without an input of their own, which are merged into the request last. */
export const extraParameters = jsonInput<JsonObject>(
  {
    label,
    comments: "A JSON object that is merged into the request as it is, over what the form says.",
    placeholder: "Enter a JSON object",
    example: '{"service_tier": "flex"}',
  },
  (value, refuseIt) => {
    if (!isObject(value)) return refuseIt();
    const own = Object.keys(value).find((name) => ownParameters.has(name));
    return own === undefined
      ? value
      : refuseInput(label, `"${own}" can't be set here.`, ownParameters.get(own));
  },
);

/** Names of the one limit of an answer's tokens: services refuse two of them in one request. */
const tokenLimits: ReadonlySet<string> = new Set([
  "max_tokens",
  "max_completion_tokens",
  "max_output_tokens",
]);
const isTokenLimit = (name: string): boolean => tokenLimits.has(name);

/** Parameters that are objects of settings, each with an input of its own: they are merged member by member. */
const groups = ["text", "reasoning", "metadata"] as const;

const merged = (fields: JsonObject, extras: JsonObject): JsonObject =>
  Object.fromEntries(
    groups.flatMap((name) => {
      const [own, extra] = [fields[name], extras[name]];
      return isObject(own) && isObject(extra) ? [[name, { ...own, ...extra }]] : [];
    }),
  );

/** The fields of a request with the extra parameters, which win. */
export const withExtras = <Fields extends object>(fields: Fields, extras: JsonObject = {}): Fields => {
  const isLimited = Object.keys(extras).some(isTokenLimit);
  const kept = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !isLimited || !isTokenLimit(name)),
  );
  return { ...kept, ...extras, ...merged(kept, extras) } as Fields;
};
