import type { Outcome, RefusedOutcome } from "../answer/outcome";
import { refusalReason } from "../answer/refusalReason";
import type { Endpoint } from "../endpoint/endpoint";
import { adviceFor } from "../errors/advice";
import type { CheckName } from "../errors/checkNames";
import { mendVersion } from "../errors/fieldMends";
import { isOfGateway, knownRefusal } from "../errors/knownRefusals";
import { networkAdvice } from "../errors/networkAdvice";
import type { Mend } from "./ask";

/** What an answer decides about the checks. */
interface Verdict {
  passed: readonly CheckName[];
  failed?: CheckName;
  /** Replaces the client's own advice. */
  mend?: Mend;
  /** True when the answer decides nothing, as that of an operation which a gateway lacks. */
  isSilent?: boolean;
}

/** What is known before an answer is judged. */
export interface Circumstances {
  endpoint: Endpoint;
  /** True for a token, false for a key. */
  isToken: boolean;
  asked: "models" | "deployment";
  /** True when the models were listed before: address and credential are then right. */
  wasListed: boolean;
  /** True when a deployment will be asked next. */
  isDeploymentNext: boolean;
}

const admitted: readonly CheckName[] = ["Credential", "Audience", "Role", "Network rules"];
const understood: readonly CheckName[] = [...admitted, "API version"];
const answered: readonly CheckName[] = [...understood, "Deployment"];
const silent: Verdict = { passed: [], isSilent: true };

const passedBefore: Partial<Record<CheckName, readonly CheckName[]>> = {
  Audience: ["Credential"],
  Role: ["Credential", "Audience"],
};

const fail = (failed: CheckName, passed: readonly CheckName[] = [], mend?: Mend): Verdict => ({
  failed,
  passed,
  ...(mend && { mend }),
});

const mendPath: Mend = ({ endpoint }) =>
  `Check the path of Endpoint: it is ${endpoint.baseUrl} now, where nothing like the API answers.`;

const mendSilence: Mend = (context) =>
  networkAdvice({
    ...context,
    outcome: { type: "network", code: "ETIMEDOUT", phase: "connect", detail: "" },
  });

const mendOutage: Mend = (context) => adviceFor({ ...context, facts: { ...context.facts, kind: "service" } });

const isGatewayOwn = ({ problem }: RefusedOutcome, { endpoint }: Circumstances): boolean =>
  endpoint.host === "other" && problem.isForeign === true;

const judgeQuota = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  // A gateway counts a call before it passes it on.
  if (isGatewayOwn(outcome, circumstances)) return fail("Quota headers");
  const isThere =
    circumstances.asked === "deployment" && refusalReason(outcome.status, outcome.problem) !== "account";
  return fail("Quota headers", isThere ? answered : understood);
};

/** The verdict on a refusal whose words are known. Steps give the same advice for it. */
const judgeKnown = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict | undefined => {
  const { endpoint, isToken, asked, isDeploymentNext } = circumstances;
  const known = knownRefusal({ outcome, endpoint, connectionKey: isToken ? "entra" : "apiKey" });
  if (!known || (isGatewayOwn(outcome, circumstances) && isOfGateway(known))) return undefined;
  const { check, mend } = known;
  // A key may be allowed to call deployments and not to list models.
  if (check === "Role" && !isToken && asked === "models" && isDeploymentNext) return silent;
  return fail(check, passedBefore[check] ?? [], mend);
};

const judgeAccess = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  if (outcome.status === 401 || isGatewayOwn(outcome, circumstances)) return fail("Credential");
  return fail("Network rules");
};

const judgeMissing = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  const { endpoint, asked, wasListed } = circumstances;
  const isGateway = isGatewayOwn(outcome, circumstances);
  if (asked === "models" && endpoint.host === "other" && (isGateway || circumstances.isDeploymentNext))
    return silent;
  if (isGateway) return fail("API version");
  const isPath = /Resource not found/i.test(outcome.problem.message) || !wasListed;
  if (asked === "deployment" && !isPath) return fail("Deployment", understood);
  return fail("API version", [], endpoint.api === "openai" ? mendPath : mendVersion);
};

const judgeInput = ({ endpoint, asked, isDeploymentNext }: Circumstances): Verdict => {
  if (asked === "deployment") return { passed: answered };
  if (endpoint.host === "other" && isDeploymentNext) return silent;
  return fail("API version", [], endpoint.api === "openai" ? mendPath : mendVersion);
};

const judgeByStatus = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  const { status } = outcome;
  if (status === 401 || status === 403) return judgeAccess(outcome, circumstances);
  if (status === 404 || status === 405) return judgeMissing(outcome, circumstances);
  if (status === 400 || status === 422) return judgeInput(circumstances);
  const where = circumstances.wasListed && (status >= 500 || status === 408) ? "Deployment" : "Network rules";
  return fail(where, [], status === 408 ? mendOutage : undefined);
};

const judgeRefusal = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  const { status, problem } = outcome;
  const reason = refusalReason(status, problem);
  const known = judgeKnown(outcome, circumstances);
  if (status === 429 || (reason === "account" && !known)) return judgeQuota(outcome, circumstances);
  if (
    circumstances.asked === "deployment" &&
    reason === "deployment" &&
    problem.code !== "OperationNotSupported"
  )
    return fail("Deployment", understood);
  return known ?? judgeByStatus(outcome, circumstances);
};

/** The checks that an answer decides: those it passed, and the one that stopped it. */
export const judge = (outcome: Outcome | undefined, circumstances: Circumstances): Verdict => {
  if (!outcome) return { passed: circumstances.asked === "deployment" ? answered : understood };
  const where = circumstances.wasListed ? "Deployment" : "Network rules";
  switch (outcome.type) {
    case "refused":
      return judgeRefusal(outcome, circumstances);
    case "notAnAnswer":
      return fail(outcome.reason === "html" ? "Network rules" : "API version");
    case "timeout":
      return fail(where, [], circumstances.wasListed ? mendOutage : mendSilence);
    case "network":
      return fail(where);
  }
};
