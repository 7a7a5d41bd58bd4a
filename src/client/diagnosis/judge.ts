import { adviceFor } from "../advice";
import { credentialAdvice } from "../credentialAdvice";
import { type Endpoint, latestDatedVersion } from "../endpoint";
import { networkAdvice } from "../networkAdvice";
import type { Outcome, RefusedOutcome } from "../outcome";
import type { Mend } from "./ask";
import type { CheckName } from "./check";

/** What an answer says of the checks. */
export interface Verdict {
  passed: readonly CheckName[];
  failed?: CheckName;
  /** Advice in place of the client's own. */
  mend?: Mend;
  /** True when the answer stands for nothing, as of an operation that a gateway lacks. */
  isSilent?: boolean;
}

/** What is known when an answer is judged. */
export interface Circumstances {
  endpoint: Endpoint;
  /** True for a token, false for a key. */
  isToken: boolean;
  asked: "models" | "deployment";
  /** True when the models were listed before, so that nothing on the way there is wrong. */
  wasListed: boolean;
  /** True when a deployment is asked next. */
  isDeploymentNext: boolean;
}

const admitted: readonly CheckName[] = ["Credential", "Audience", "Role", "Network rules"];
const understood: readonly CheckName[] = [...admitted, "API version"];
const answered: readonly CheckName[] = [...understood, "Deployment"];
const silent: Verdict = { passed: [], isSilent: true };

const fail = (failed: CheckName, passed: readonly CheckName[] = [], mend?: Mend): Verdict => ({
  failed,
  passed,
  ...(mend && { mend }),
});

const mendVersion: Mend = ({ endpoint }) =>
  `Check that ${endpoint.baseUrl} is the resource's endpoint, and enter ${
    endpoint.flavour === "dated"
      ? "v1 or another date"
      : endpoint.flavour === "v1"
        ? `a date such as ${latestDatedVersion}`
        : "v1"
  } under API Version: the service does not know the ${endpoint.apiVersion ?? "v1"} that is asked for now.`;

const mendPath: Mend = ({ endpoint }) =>
  `Check the path of Endpoint: it is ${endpoint.baseUrl} now, where nothing like the API answers.`;

const mendTenant: Mend = () =>
  "The token is of another tenant than the resource: check Tenant ID, and use an app registration of the resource's tenant.";

const mendKeyRights: Mend = () =>
  "Give the key the permission that the service names, or use a key that has all.";

const mendSilence: Mend = (context) =>
  networkAdvice({
    ...context,
    outcome: { type: "network", code: "ETIMEDOUT", phase: "connect", detail: "" },
  });

const mendOutage: Mend = (context) => adviceFor({ ...context, facts: { ...context.facts, kind: "service" } });

const textOf = ({ problem }: RefusedOutcome): string =>
  `${problem.code ?? ""} ${problem.type ?? ""} ${problem.message}`;

const isGatewayOwn = ({ problem }: RefusedOutcome, { endpoint }: Circumstances): boolean =>
  endpoint.host === "other" && problem.isForeign === true;

const missingDeployment =
  /DeploymentNotFound|model_not_found|(deployment|model)\b.*(does not exist|not found)/i;

const judgeQuota = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  // A gateway counts calls before it passes them on.
  if (isGatewayOwn(outcome, circumstances)) return fail("Quota headers");
  const isThere = circumstances.asked === "deployment" && !outcome.problem.isQuotaExhausted;
  return fail("Quota headers", isThere ? answered : understood);
};

const judgeAccess = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  const text = textOf(outcome);
  const { isToken, asked, isDeploymentNext } = circumstances;
  if (/AuthenticationTypeDisabled|key.based authentication is disabled/i.test(text))
    return fail("Credential");
  if (/PermissionDenied|data action|does not have access/i.test(text))
    return fail("Role", ["Credential", "Audience"]);
  if (/insufficient permissions|missing scopes/i.test(text)) {
    // A key may lack the right to list, and have that to call.
    if (asked === "models" && isDeploymentNext) return silent;
    return fail("Role", ["Credential", "Audience"], mendKeyRights);
  }
  if (isToken && outcome.status === 401 && /audience|issuer/i.test(text))
    return fail("Audience", ["Credential"], credentialAdvice);
  if (isToken && /expired/i.test(text)) return fail("Credential", [], credentialAdvice);
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
  return fail("API version", [], endpoint.flavour === "openai" ? mendPath : mendVersion);
};

const judgeInput = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  const { endpoint, asked, isToken, isDeploymentNext } = circumstances;
  const text = textOf(outcome);
  if (/api[- ]?version/i.test(text)) return fail("API version", [], mendVersion);
  if (isToken && /tenant/i.test(text)) return fail("Credential", [], mendTenant);
  if (asked === "deployment") return { passed: answered };
  if (endpoint.host === "other" && isDeploymentNext) return silent;
  return fail("API version", [], endpoint.flavour === "openai" ? mendPath : mendVersion);
};

const judgeRefusal = (outcome: RefusedOutcome, circumstances: Circumstances): Verdict => {
  const { status, problem } = outcome;
  const { asked, wasListed } = circumstances;
  const text = textOf(outcome);
  if (status === 429 || problem.isQuotaExhausted || (status === 403 && /quota|volume/i.test(text)))
    return judgeQuota(outcome, circumstances);
  if (asked === "deployment" && status >= 400 && status < 500 && missingDeployment.test(text))
    return fail("Deployment", understood);
  if (status === 401 || status === 403) return judgeAccess(outcome, circumstances);
  if (status === 404 || status === 405) return judgeMissing(outcome, circumstances);
  if (status === 400 || status === 422) return judgeInput(outcome, circumstances);
  const where = wasListed && (status >= 500 || status === 408) ? "Deployment" : "Network rules";
  return fail(where, [], status === 408 ? mendOutage : undefined);
};

/** Which checks an answer decides: what let it through, and what stopped it. */
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
