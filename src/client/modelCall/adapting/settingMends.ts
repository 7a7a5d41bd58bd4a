import { settingLabel } from "../../answer/settingNames";
import { type BodyPath, nameOf, pathIn, valueAt, withoutValue, withValue } from "./bodyPath";
import { cutAtStop } from "./cutAtStop";
import type { Body, FindMends, Mend, RefusedRequest } from "./mend";
import { allowedValues, boundsIn, isUnsupported } from "./refusalWords";

/** Orders of values, from little to much. What some servers call the default is some effort, and not none. */
const scales: readonly (readonly string[])[] = [
  ["none", "minimal", "low", "default", "medium", "high", "xhigh", "max"],
];

/** What a request is about, and what has to come back: another value of these would be another request. */
const kept: ReadonlySet<string> = new Set(
  "model messages input prompt instructions n tools tool_choice functions function_call data_sources stream previous_response_id conversation background text response_format include modalities audio web_search_options max_tokens max_completion_tokens max_output_tokens".split(
    " ",
  ),
);

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** True for a value that may be left out: it is a setting, or does nothing. */
const mayLeaveOut = (body: Body, path: BodyPath): boolean => {
  const [field] = path;
  const value = valueAt(body, path);
  if (isEmptyList(value)) return true;
  if (field === "tool_choice") return isEmptyList(body["tools"] ?? []);
  // Without it, the Responses API stores.
  if (field === "store" && "input" in body) return value !== false;
  return !kept.has(field) || nameOf(path) === "text.verbosity";
};

/**
 * A mend that leaves a setting out.
 * @param refused - the only value of it that is refused; undefined for any
 */
const leaveOut = (path: BodyPath, { deployment }: RefusedRequest, refused?: string): Mend => {
  const name = nameOf(path);
  return {
    about: refused === undefined ? name : `${name} ${refused}`,
    apply: (body) => {
      const value = valueAt(body, path);
      if (value === undefined || (refused !== undefined && value !== refused)) return undefined;
      const sentence = `${settingLabel(name, "")} was left out, since ${deployment} refuses it.`;
      return { body: withoutValue(body, path), sentence };
    },
    ...(name === "stop" && { finish: cutAtStop }),
  };
};

const nearest = (value: string, allowed: readonly string[]): string | undefined => {
  const scale = scales.find((values) => values.includes(value));
  const at = scale?.indexOf(value) ?? -1;
  const places = allowed.flatMap((other) => scale?.indexOf(other) ?? []).filter((place) => place >= 0);
  // As near in both directions: the higher one, since less would be a worse answer.
  const [best] = places.toSorted((left, right) => Math.abs(left - at) - Math.abs(right - at) || right - left);
  return best === undefined ? undefined : scale?.[best];
};

const replace = (path: BodyPath, from: string, to: string, { deployment }: RefusedRequest): Mend => ({
  about: `${nameOf(path)} ${from}`,
  apply: (body) => {
    if (valueAt(body, path) !== from) return undefined;
    const sentence = `${settingLabel(nameOf(path), "")} was changed from ${from} to ${to}, since ${deployment} refuses ${from}.`;
    return { body: withValue(body, path, to), sentence };
  },
});

/** A mend that keeps a number within the bounds; none where it is within them. */
export const clamp = (path: BodyPath, sentence: string, { deployment, sent }: RefusedRequest): Mend[] => {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = boundsIn(sentence);
  const within = (value: number): number => Math.min(most, Math.max(least, value));
  const apply = (body: Body) => {
    const value = valueAt(body, path);
    if (typeof value !== "number" || within(value) === value) return undefined;
    const to = within(value);
    const told = `${settingLabel(nameOf(path), "")} was ${to < value ? "lowered" : "raised"} from ${value} to ${to}, since ${deployment} refuses ${value}.`;
    return { body: withValue(body, path, to), sentence: told };
  };
  return apply(sent) ? [{ about: `bounds of ${nameOf(path)}`, apply }] : [];
};

/** True where a sentence quotes a value, which is then what it refuses. */
const quotes = (sentence: string, value: string): boolean =>
  ["'", '"', "`"].some((quote) => sentence.includes(`${quote}${value}${quote}`));

const mendSetting = (path: BodyPath, sentence: string, request: RefusedRequest): Mend[] => {
  const { sent } = request;
  const value = valueAt(sent, path);
  if (!mayLeaveOut(sent, path)) return [];
  const allowed = allowedValues(sentence);
  if (typeof value === "string" && allowed.length > 0 && !allowed.includes(value)) {
    const to = nearest(value, allowed);
    if (allowed.length > 1) return to === undefined ? [] : [replace(path, value, to, request)];
  }
  if (typeof value === "number") {
    const clamped = clamp(path, sentence, request);
    if (clamped.length > 0) return clamped;
  }
  if (!isUnsupported(sentence)) return [];
  if (typeof value === "string" && allowed.length === 0 && quotes(sentence, value))
    return [leaveOut(path, request, value)];
  // A model that reasons at no effort does not reason.
  return [leaveOut(nameOf(path) === "reasoning.effort" ? ["reasoning"] : path, request)];
};

/** Settings whose value a sentence quotes without naming them. */
const byValue: readonly BodyPath[] = [
  ["reasoning_effort"],
  ["reasoning", "effort"],
  ["verbosity"],
  ["text", "verbosity"],
];

/** Mends of settings: left out, or changed to the nearest value that is allowed. */
export const mendSettings: FindMends = ({ names, sentence }, request) => {
  const { sent } = request;
  const named = names.flatMap((name) => {
    const path = pathIn(sent, name);
    return path ? [path] : [];
  });
  const quoted = byValue.filter((path) => {
    const value = valueAt(sent, path);
    return typeof value === "string" && names.includes(value);
  });
  // In the Responses API, only what `include` has of them goes by that name.
  const beside = names.includes("logprobs") && "top_logprobs" in sent;
  const paths = [...(named.length > 0 ? named : quoted), ...(beside ? [["top_logprobs"] as const] : [])];
  const unique = new Map(paths.map((path) => [nameOf(path), path]));
  return [...unique.values()].flatMap((path) => mendSetting(path, sentence, request));
};
