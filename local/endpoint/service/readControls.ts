import { isRecord } from "../server/answer";
import {
  type FieldCheck,
  type FieldChecks,
  type FieldRefusal,
  oneOf,
  refusalOf,
  refuseFields,
  wholeNumber,
} from "../server/fieldChecks";
import { type ControlSettings, noFilterRefusals } from "./controlSettings";

/** What was asked for, or why it is not done. */
type ReadControls = { settings: Partial<ControlSettings> } | { refusals: FieldRefusal[] };

const mostLatencyMs = 600_000;
const mostPerMinute = 1_000_000_000;
const mostRetirements = 1000;

const milliseconds = wholeNumber(0, mostLatencyMs);

const orNone =
  (check: FieldCheck): FieldCheck =>
  (value) =>
    value === null ? undefined : check(value);

const share: FieldCheck = (value) =>
  typeof value === "number" && value >= 0 && value <= 1 ? undefined : "a number from 0 to 1";

const day: FieldCheck = (value) => {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  // A day that a month does not have is counted into the next month.
  const isReal = isDay && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
  return isReal ? undefined : "a day such as 2026-12-01";
};

const members = {
  latencyMs: { fromMs: milliseconds, toMs: milliseconds },
  quota: {
    requestsPerMinute: orNone(wholeNumber(1, mostPerMinute)),
    tokensPerMinute: orNone(wholeNumber(1, mostPerMinute)),
    headers: orNone(oneOf("azure", "openai", "retryAfterOnly", "none")),
  },
  contentFilter: { share, seed: wholeNumber(0, 2 ** 32 - 1), next: wholeNumber(0, 1_000_000) },
} satisfies Record<string, FieldChecks>;

const record =
  (expected: string): FieldCheck =>
  (value) =>
    isRecord(value) ? undefined : expected;

const fields: FieldChecks = {
  latencyMs: (value) =>
    isRecord(value) || milliseconds(value) === undefined
      ? undefined
      : `${milliseconds(undefined)}, or fromMs and toMs`,
  quota: orNone(record("requestsPerMinute, tokensPerMinute and headers, or null for no limit")),
  contentFilter: orNone(record("a share, a seed and next, or null for none")),
  retirements: orNone(record("a day for each model or deployment, or null for none")),
};

const refuseMembers = (given: Record<string, unknown>, name: keyof typeof members): FieldRefusal[] => {
  const value = given[name];
  if (!isRecord(value)) return [];
  const required = name === "latencyMs" ? ["fromMs", "toMs"] : [];
  const refusals = refuseFields(value, members[name], { required, prefix: `${name}.` });
  if (name !== "latencyMs" || refusals.length > 0 || Number(value["fromMs"]) <= Number(value["toMs"])) {
    return refusals;
  }
  return [refusalOf("latencyMs.toMs", "at least as much as under fromMs", value["toMs"])];
};

const refuseRetirements = (days: unknown, isName: (name: string) => boolean): FieldRefusal[] => {
  if (!isRecord(days)) return [];
  const names = Object.keys(days);
  if (names.length > mostRetirements) {
    return [{ field: "retirements", message: `Enter at most ${mostRetirements} days.` }];
  }
  return names.flatMap((name) => {
    const field = `retirements.${name.slice(0, 80)}`;
    if (!isName(name)) return [{ field, message: "There is no model and no deployment of this name." }];
    const expected = day(days[name]);
    return expected === undefined ? [] : [refusalOf(field, expected, days[name])];
  });
};

const withoutNulls = (value: unknown): object =>
  Object.fromEntries(Object.entries(isRecord(value) ? value : {}).filter(([, member]) => member !== null));

/**
 * Reads changes of controls that came as JSON; null takes a setting back.
 * @param isName - tells whether there is a model or a deployment of a name
 */
export const readControls = (given: unknown, isName: (name: string) => boolean): ReadControls => {
  if (!isRecord(given)) return { refusals: [refusalOf("", "an object with the settings to change", given)] };
  const refusals = [
    ...refuseFields(given, fields),
    ...(Object.keys(members) as (keyof typeof members)[]).flatMap((name) => refuseMembers(given, name)),
    ...refuseRetirements(given["retirements"], isName),
  ];
  if (refusals.length > 0) return { refusals };
  const { latencyMs, quota, contentFilter, retirements } = given;
  const settings = {
    ...(latencyMs === undefined ? {} : { latencyMs: structuredClone(latencyMs) }),
    ...(quota === undefined ? {} : { quota: withoutNulls(quota) }),
    ...(contentFilter === undefined
      ? {}
      : { contentFilter: { ...noFilterRefusals, ...withoutNulls(contentFilter) } }),
    ...(retirements === undefined ? {} : { retirements: withoutNulls(retirements) }),
  };
  // Every field has been checked.
  return { settings: settings as Partial<ControlSettings> };
};
