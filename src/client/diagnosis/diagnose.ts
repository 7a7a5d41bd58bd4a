import type { Step } from "../call";
import { clock } from "../clock";
import { connectionEndpoint, createStep, type StepContext } from "../createStep";
import { ownVersion } from "../endpoint/address";
import { connectionKind } from "../endpoint/connectionKind";
import type { ModelsEndpoint } from "../endpoint/endpoint";
import { FieldError } from "../endpoint/FieldError";
import { adviceFor } from "../errors/advice";
import { isOwnError } from "../errors/errors";
import type { ConnectionValue } from "../identity/credential";
import { enteredPasswords } from "../identity/passwordFields";
import { suspectNames } from "../identity/secretNames";
import { proxyFor } from "../network/agents";
import type { Tunnel } from "../network/tunnel";
import { createRedactor, type Redactor, redactorFor, withoutWebTokens } from "../secrets/redaction";
import { type Check, CheckList, type Finding, findingIn, timed } from "./check";
import { lookUp } from "./lookUp";
import { connect, type Reach } from "./reach";
import { ServiceChecks } from "./serviceChecks";

/** The result of a diagnosis. */
export interface Diagnosis {
  /** True when no check failed. */
  ok: boolean;
  /** The first failure and its mend, or that nothing failed. */
  summary: string;
  /** Base URL of the calls; null when the connection names no address. */
  endpoint: string | null;
  api: ModelsEndpoint["api"] | null;
  /** The api-version that calls send; null for none. */
  apiVersion: string | null;
  checks: Check[];
}

const label = "Diagnose Connection";

/** Below the 30 seconds of a synchronous run. */
const totalMs = 25_000;
const attemptMs = 8_000;

const requestOptions = { timeout: attemptMs, totalTimeout: totalMs, maxRetries: 0 };

const proxyHostFor = (origin: URL): string | undefined => {
  try {
    return proxyFor(origin)?.host;
  } catch {
    return "HTTPS_PROXY";
  }
};

const findingOfReach = (code: string, endpoint: ModelsEndpoint, connectionKey: string): Finding => {
  const origin = new URL(endpoint.origin);
  const proxy = endpoint.tunnel ? undefined : proxyHostFor(origin);
  const detail = `${endpoint.origin} could not be reached (code ${code}).`;
  // The server does not speak TLS, or only an outdated version.
  if (!proxy && !endpoint.tunnel && /^(EPROTO|ERR_SSL)/.test(code))
    return { detail, mend: `${origin.host} does not answer in TLS: check Endpoint and its port.` };
  const mend = adviceFor({
    outcome: { type: "network", code, phase: "connect", detail: "", ...(proxy && { proxy }) },
    facts: { kind: "network", attempts: 1 },
    endpoint,
    path: "",
    nowMs: clock.now(),
    connectionKey,
    isRaw: false,
    isGateway: false,
  });
  return { detail, mend };
};

/** What one diagnosis works with. */
interface Case {
  checks: CheckList;
  connection: ConnectionValue;
  endpoint: ModelsEndpoint;
  deadlineMs: number;
}

const checkReach = async (
  { checks, connection, endpoint, deadlineMs }: Case,
  name: "DNS" | "TLS",
  work: (origin: URL, limitMs: number, tunnel: Tunnel | undefined) => Promise<Reach>,
): Promise<boolean> => {
  const limitMs = Math.max(1, Math.min(attemptMs, deadlineMs - clock.now()));
  const { value, durationMs } = await timed(() => work(new URL(endpoint.origin), limitMs, endpoint.tunnel));
  if ("detail" in value) checks.pass(name, value.detail, durationMs);
  else checks.fail(name, findingOfReach(value.code, endpoint, connectionKind(connection.key)), durationMs);
  return "detail" in value;
};

/** Makes a step of the connection; undefined when one of its fields can't be used. */
const makeStep = (context: StepContext, { checks, connection, deadlineMs }: Case): Step | undefined => {
  const startMs = clock.now();
  try {
    return { ...createStep(context, { action: label, connection, requestOptions }, connection), deadlineMs };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    checks.fail("Credential", findingIn(error), clock.now() - startMs);
    return undefined;
  }
};

/** Runs the checks that call the service. A token that expires in between is refused locally, and fails its check. */
const askService = async (checks: CheckList, step: Step, model: string | undefined): Promise<void> => {
  try {
    await new ServiceChecks(checks, step, model).run();
  } catch (error) {
    if (!isOwnError(error)) throw error;
    checks.fail("Credential", findingIn(error), 0);
  }
};

const redactorOf = (connection: ConnectionValue, endpoint?: ModelsEndpoint, step?: Step): Redactor => {
  const redact = step
    ? redactorFor(step.credential)
    : createRedactor(enteredPasswords(connection), suspectNames(endpoint?.basePath.split("/") ?? []));
  return (text) => redact(withoutWebTokens(text));
};

const summaryOf = (checks: readonly Check[]): string => {
  const failure = checks.find(({ status }) => status === "fail");
  if (failure) return `${failure.check} failed: ${failure.detail} ${failure.mend}`.trim();
  const open = checks.filter(({ status }) => status === "notReached").map(({ check }) => check);
  return open.length === 0 ? "All checks passed." : `No check failed; not checked: ${open.join(", ")}.`;
};

const diagnosisOf = (
  checks: CheckList,
  endpoint: ModelsEndpoint | undefined,
  redact: Redactor,
): Diagnosis => {
  const all = checks
    .all()
    .map((check) => ({ ...check, detail: redact(check.detail), mend: redact(check.mend) }));
  return {
    ok: checks.failure === undefined,
    summary: summaryOf(all),
    endpoint: endpoint ? redact(endpoint.baseUrl) : null,
    api: endpoint?.api ?? null,
    apiVersion: (endpoint && ownVersion(endpoint)) ?? null,
    checks: all,
  };
};

const endpointOf = (connection: ConnectionValue): ModelsEndpoint | FieldError => {
  try {
    return connectionEndpoint(connection);
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
};

/**
 * Checks a connection from its host name to its quota, in order, with at most two calls of the service. Failures are
 * part of the result; none is thrown.
 */
export const diagnose = async (
  context: StepContext,
  connection: ConnectionValue,
  model: string | undefined,
): Promise<Diagnosis> => {
  const checks = new CheckList();
  const deadlineMs = clock.now() + totalMs;
  const endpoint = endpointOf(connection);
  if (endpoint instanceof FieldError) {
    checks.fail("DNS", findingIn(endpoint), 0);
    return diagnosisOf(checks, undefined, redactorOf(connection));
  }
  const found: Case = { checks, connection, endpoint, deadlineMs };
  const isReached = (await checkReach(found, "DNS", lookUp)) && (await checkReach(found, "TLS", connect));
  const step = isReached ? makeStep(context, found) : undefined;
  if (step) await askService(checks, step, model || step.defaultModel || endpoint.deployment);
  return diagnosisOf(checks, endpoint, redactorOf(connection, endpoint, step));
};
