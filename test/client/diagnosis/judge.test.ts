import { readServiceProblem } from "../../../src/client/answer/serviceProblem";
import { type Circumstances, judge } from "../../../src/client/diagnosis/judge";
import { resolveEndpoint } from "../../../src/client/endpoint/resolveEndpoint";

const azure = resolveEndpoint({ endpoint: "https://my-resource.openai.azure.com" });
const openai = resolveEndpoint({ endpoint: "https://api.openai.com/v1" });
const gateway = resolveEndpoint({ endpoint: "https://gateway.example.com/team" });

const base: Circumstances = {
  endpoint: azure,
  isToken: false,
  asked: "models",
  wasListed: false,
  isDeploymentNext: true,
};

const next = { asked: "deployment", wasListed: true, isDeploymentNext: false } as const;
const flat = (statusCode: number, message: string) => ({ statusCode, message });
const error = (code: string | null, message = "No.") => ({ error: { code, message } });

type Case = [what: string, status: number, body: object, Partial<Circumstances>, failed: string | undefined];

const cases: Case[] = [
  ["a wrong key", 401, error("401", "invalid subscription key or wrong API endpoint"), {}, "Credential"],
  [
    "a wrong audience",
    401,
    flat(401, "audience is incorrect, or has expired"),
    { isToken: true },
    "Audience",
  ],
  ["a wrong issuer", 401, flat(401, "The token's issuer is unknown"), { isToken: true }, "Audience"],
  ["a token that is over", 401, flat(401, "The token has expired"), { isToken: true }, "Credential"],
  [
    "another tenant",
    400,
    error("BadRequest", "Token tenant does not match."),
    { isToken: true },
    "Credential",
  ],
  ["a role", 401, error("PermissionDenied"), { isToken: true }, "Role"],
  ["a role in words", 401, error("401", "Principal does not have access to API"), { isToken: true }, "Role"],
  [
    "a key's missing scope",
    403,
    error(null, "insufficient permissions: missing scopes"),
    { endpoint: openai, isDeploymentNext: false },
    "Role",
  ],
  ["keys that are off", 403, error("AuthenticationTypeDisabled"), {}, "Credential"],
  ["a firewall", 403, error("403", "Virtual Network/Firewall rules"), {}, "Network rules"],
  ["a flat 403 of Azure itself", 403, flat(403, "Public access is disabled"), {}, "Network rules"],
  ["a gateway's 403", 403, flat(403, "Forbidden"), { endpoint: gateway }, "Credential"],
  ["no v1", 404, error("404", "Resource not found"), {}, "API version"],
  ["no path at OpenAI", 404, error(null, "Invalid URL"), { endpoint: openai }, "API version"],
  ["no path of the call", 404, error("404", "Resource not found"), next, "API version"],
  ["no deployment", 404, error("DeploymentNotFound"), next, "Deployment"],
  ["no model", 404, error("model_not_found"), { ...next, endpoint: openai }, "Deployment"],
  ["no access to a model", 403, error("model_not_found"), { ...next, endpoint: openai }, "Deployment"],
  [
    "no model in words",
    404,
    error(null, "The model `a` does not exist."),
    { ...next, endpoint: gateway },
    "Deployment",
  ],
  ["an unexplained 404 behind a list", 404, error(null, "No."), next, "Deployment"],
  ["a filter", 400, error("content_filter"), next, undefined],
  ["a model that can't chat", 400, error("OperationNotSupported"), next, undefined],
  ["an input that can't be processed", 422, error(null), next, undefined],
  ["an outage", 500, error(null), {}, "Network rules"],
  ["an outage of the deployment", 500, error(null), next, "Deployment"],
  ["a status of no other rule", 431, error("431"), {}, "Network rules"],
];

describe("an answer", () => {
  it.each(cases)("of %s (%d)", (_what, status, body, circumstances, failed) => {
    const problem = readServiceProblem(JSON.stringify(body));
    const verdict = judge({ type: "refused", status, headers: {}, problem }, { ...base, ...circumstances });
    expect(verdict.failed).toBe(failed);
    expect(verdict.isSilent).toBeUndefined();
    if (failed) expect(verdict.passed).not.toContain(failed);
    else expect(verdict.passed).toContain("Deployment");
  });

  it.each([
    ["a gateway's operation that is not there", 404, flat(404, "Resource not found"), { endpoint: gateway }],
    ["a gateway's method that is not there", 405, flat(405, "Not allowed"), { endpoint: gateway }],
    [
      "a key that may call and not list",
      403,
      error(null, "missing scopes: model.read"),
      { endpoint: openai },
    ],
  ])("of %s says nothing while a deployment is asked next", (_what, status, body, circumstances) => {
    const problem = readServiceProblem(JSON.stringify(body));
    const outcome = { type: "refused", status, headers: {}, problem } as const;
    expect(judge(outcome, { ...base, ...circumstances })).toEqual({ passed: [], isSilent: true });
  });
});
