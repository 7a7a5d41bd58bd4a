import { fineTuningMend } from "../../text/fineTuningProblem";
import { ownVersion } from "../endpoint/address";
import { type AdviceContext, sentenceOf } from "./adviceContext";

/** Dated versions before this one have no jobs. */
const firstVersion = "2023-10-01";

const hasNoJobs = (endpoint: AdviceContext["endpoint"]): boolean =>
  endpoint.api === "dated" && endpoint.apiVersion < firstVersion;

/** What to do about a refusal of a fine-tuning job; undefined where the general advice fits. */
export const fineTuningAdvice = (context: AdviceContext): string | undefined => {
  const { path, outcome, facts, endpoint } = context;
  if (outcome.type !== "refused" || !path.startsWith("/fine_tuning/")) return undefined;
  const mend = outcome.status < 500 ? fineTuningMend(facts.code, sentenceOf(context)) : undefined;
  const isOfVersion = path === "/fine_tuning/jobs" || hasNoJobs(endpoint);
  if (mend !== undefined || facts.kind !== "notFound" || !isOfVersion) return mend;
  const version = ownVersion(endpoint);
  return version === undefined
    ? undefined
    : `API Version ${version} may have no fine-tuning: enter v1, or 2025-04-01-preview or a later date, under API Version.`;
};
