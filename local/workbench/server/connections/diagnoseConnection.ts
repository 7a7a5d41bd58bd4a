import { isRecord } from "../../../platform/isRecord";
import type { DiagnosisCheck, DiagnosisView } from "../../wire/connection";
import { startRun } from "../runs/startRun";
import type { Workbench } from "../workbench";

/** More than a diagnosis has; a service may answer with anything. */
const mostChecks = 50;
const longestText = 4_000;

const text = (value: unknown): string => String(value ?? "").slice(0, longestText);
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? text(value) : null);

const readCheck = (entry: unknown): DiagnosisCheck => {
  const { check, status, durationMs, detail, mend } = isRecord(entry) ? entry : {};
  return {
    check: text(check),
    status: status === "pass" || status === "fail" ? status : "notReached",
    durationMs: typeof durationMs === "number" ? durationMs : 0,
    detail: text(detail),
    mend: text(mend),
  };
};

const readDiagnosis = (value: unknown): DiagnosisView["diagnosis"] => {
  const { ok, summary, endpoint, api, apiVersion, checks } = isRecord(value) ? value : {};
  return {
    ok: ok === true,
    summary: text(summary),
    ...{ endpoint: textOrNull(endpoint), api: textOrNull(api), apiVersion: textOrNull(apiVersion) },
    checks: (Array.isArray(checks) ? checks.slice(0, mostChecks) : []).map(readCheck),
  };
};

/**
 * Runs Diagnose Connection, which takes at most half a minute, and gives what it found.
 * @param model - the deployment to look for as well; "" for none
 * @throws RequestError where the step can't be begun
 */
export const diagnoseConnection = async (
  workbench: Workbench,
  id: string,
  model: string,
): Promise<DiagnosisView> => {
  const { run, ended } = startRun(workbench, {
    kind: "action",
    key: "diagnoseConnection",
    form: model === "" ? {} : { model: { value: model } },
    connections: { connection: id },
  });
  await ended;
  const diagnosis = run.outcome && readDiagnosis(run.outcome.value);
  return { run: run.view(), ...(diagnosis && { diagnosis }) };
};
