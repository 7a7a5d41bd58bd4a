import { validateHeaderName, validateHeaderValue } from "node:http";
import { isRecord } from "./answer";
import type { Fault, FaultKind } from "./fault";
import {
  type FieldCheck,
  type FieldChecks,
  type FieldRefusal,
  flag,
  numberOf,
  oneOf,
  refusalOf,
  refuseFields,
  text,
  wholeNumber,
} from "./fieldChecks";

const mostHeaders = 50;

const isHeader = (name: string, value: unknown): boolean => {
  if (typeof value !== "string") return false;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    // Node says by throwing that no server can send it.
    return false;
  }
};

const headers: FieldCheck = (value) =>
  isRecord(value) &&
  Object.keys(value).length <= mostHeaders &&
  Object.entries(value).every(([name, content]) => isHeader(name, content))
    ? undefined
    : `at most ${mostHeaders} headers, each a name and a text`;

const headerValue: FieldCheck = (value) =>
  typeof value === "string" && isHeader("location", value) ? undefined : "a text that fits into a header";

const anything: FieldCheck = () => undefined;
const waitMs = wholeNumber(0, 86_400_000);

/** Seconds, a date, or whatever a service may write there. */
const retryAfter: FieldCheck = (value) =>
  waitMs(value) === undefined || headerValue(value) === undefined ? undefined : "seconds or a date";

const errorBody: FieldCheck = (value) =>
  isRecord(value) && isRecord(value["error"]) ? undefined : "an object with an error object in it";

/** The fields of each kind, and those that have to be there. */
const kinds: Readonly<Record<FaultKind["kind"], { checks?: FieldChecks; required?: readonly string[] }>> = {
  status: {
    checks: { status: wholeNumber(200, 599), headers, body: anything, contentType: headerValue },
    required: ["status"],
  },
  rateLimited: { checks: { retryAfterMs: waitMs, retryAfter, xMsRetryAfterMs: waitMs } },
  quotaExceeded: {},
  contentFilter: { checks: { shape: oneOf("D", "E", "F") }, required: ["shape"] },
  redirect: {
    checks: { status: numberOf(301, 302, 303, 307, 308), location: headerValue },
    required: ["status", "location"],
  },
  html: {},
  empty: {},
  errorObject: { checks: { body: errorBody } },
  truncatedJson: {},
  truncate: {},
  reset: {},
  resetMidBody: {},
  hang: {},
  pass: {},
};

/** Every kind of fault, in the order of a list to choose from. */
export const faultKinds = Object.keys(kinds) as readonly FaultKind["kind"][];

const isKind = (value: unknown): value is FaultKind["kind"] => faultKinds.some((kind) => kind === value);

const scope: FieldChecks = {
  kind: anything,
  match: (value) => (isRecord(value) ? undefined : "an object with a method, a path or both"),
  times: wholeNumber(1, 1_000_000),
  isServed: flag,
};

const place: FieldChecks = { method: oneOf("GET", "POST", "PUT", "PATCH", "DELETE"), path: text(1000) };

/** Reads a fault that came as JSON, whose path is a text that the path of a request contains. */
export const readFault = (given: unknown): { fault: Fault } | { refusals: FieldRefusal[] } => {
  const fields = isRecord(given) ? given : {};
  const { kind, match } = fields;
  if (!isKind(kind)) return { refusals: [refusalOf("kind", `one of ${faultKinds.join(", ")}`, kind)] };
  const { checks = {}, required = [] } = kinds[kind];
  const refusals = [
    ...refuseFields(fields, { ...scope, ...checks }, { required }),
    ...(isRecord(match) ? refuseFields(match, place, { prefix: "match." }) : []),
  ];
  // Every field of the kind has been checked.
  return refusals.length > 0 ? { refusals } : { fault: structuredClone(fields) as unknown as Fault };
};
