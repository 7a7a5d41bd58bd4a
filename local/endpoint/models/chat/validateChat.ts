import { knownAbility } from "../../catalogue/catalogueModels";
import type { Api } from "../../server/address";
import { type ChatRefusal, invalid, missing } from "./refusals";
import { refuseFormat } from "./validateFormat";
import { refuseMessages } from "./validateMessages";
import { refuseTools } from "./validateTools";

const maximumStops = 4;

/** Numbers with bounds, as the service checks them. */
const ranges: { name: string; minimum: number; maximum: number; isInteger: boolean }[] = [
  { name: "temperature", minimum: 0, maximum: 2, isInteger: false },
  { name: "top_p", minimum: 0, maximum: 1, isInteger: false },
  { name: "n", minimum: 1, maximum: 128, isInteger: true },
  { name: "presence_penalty", minimum: -2, maximum: 2, isInteger: false },
  { name: "frequency_penalty", minimum: -2, maximum: 2, isInteger: false },
  { name: "top_logprobs", minimum: 0, maximum: 20, isInteger: true },
  { name: "max_tokens", minimum: 1, maximum: 1_000_000, isInteger: true },
  { name: "max_completion_tokens", minimum: 1, maximum: 1_000_000, isInteger: true },
];

/**
 * The first thing the service would refuse in a chat request, or undefined when it is sound.
 * @param runs - the model that runs under the name that was asked for
 */
export const refuseChat = (
  body: Record<string, unknown>,
  api: Api,
  runs: string,
): ChatRefusal | undefined => {
  const { model } = body;
  if (api !== "azureDated" && (typeof model !== "string" || model.length === 0)) {
    return missing("model");
  }
  return (
    refuseMessages(body["messages"], api) ??
    refuseNumbers(body) ??
    refuseStops(body["stop"]) ??
    refuseTools(body, api) ??
    refuseModel(body, runs) ??
    refuseFormat(body, api)
  );
};

const refuseNumbers = (body: Record<string, unknown>): ChatRefusal | undefined => {
  for (const { name, minimum, maximum, isInteger } of ranges) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    const kind = isInteger ? "an integer" : "a number";
    if (typeof value !== "number" || (isInteger && !Number.isInteger(value))) {
      return invalid(name, "invalid_type", `Invalid type for '${name}': expected ${kind}.`);
    }
    if (value < minimum) {
      const sentence = `Invalid '${name}': below the minimum value. Expected a value >= ${minimum}, but got ${value} instead.`;
      return invalid(name, isInteger ? "integer_below_min_value" : "decimal_below_min_value", sentence);
    }
    if (value > maximum) {
      const sentence = `Invalid '${name}': above the maximum value. Expected a value <= ${maximum}, but got ${value} instead.`;
      return invalid(name, isInteger ? "integer_above_max_value" : "decimal_above_max_value", sentence);
    }
  }
  return undefined;
};

const refuseStops = (stop: unknown): ChatRefusal | undefined => {
  if (!Array.isArray(stop) || stop.length <= maximumStops) return undefined;
  const sentence = `Invalid 'stop': array too long. Expected at most ${maximumStops} items, got ${stop.length}.`;
  return invalid("stop", "array_above_max_length", sentence);
};

/** Rules of the model itself, whatever its deployment is called; a name that no catalogue knows has none. */
const refuseModel = (body: Record<string, unknown>, model: string): ChatRefusal | undefined => {
  const ability = knownAbility(model);
  if (ability !== undefined && ability !== "chat") {
    const message = `The chatCompletion operation does not work with the specified model, ${model}. Choose a chat model.`;
    return { status: 400, body: { error: { code: "OperationNotSupported", message } } };
  }
  const isReasoning = ability === "chat" && /^gpt-[5-9]/.test(model);
  if (isReasoning && body["max_tokens"] !== undefined && body["max_tokens"] !== null) {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    return invalid("max_tokens", "unsupported_parameter", message);
  }
  return undefined;
};
