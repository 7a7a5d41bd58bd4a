import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { Call } from "../../src/client/call";
import { createStep } from "../../src/client/createStep";
import { callError } from "../../src/client/errors/callError";
import type { AzureOpenAIError } from "../../src/client/errors/errors";
import { keyConnection } from "../support/connector";

const hosts = {
  azure: keyConnection("https://my-resource.openai.azure.com"),
  openai: keyConnection("https://api.openai.com/v1", { isOpenAIKey: "true" }),
  gateway: keyConnection("https://gateway.example.com/openai/v1"),
  provider: keyConnection("https://llm.example.com/v1", { isOpenAIKey: "true" }),
} as const;
type Host = keyof typeof hosts;

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };

const errorAt = (host: Host, status: number, body: string, path = "/chat/completions"): AzureOpenAIError => {
  const connection = hosts[host];
  const step = createStep({ logger: quiet }, { action: "Ask", connection }, connection);
  const url = new URL(`${step.endpoint.baseUrl}${path}`);
  const call = new Call(step, {
    ...{ method: "POST", url, headers: {}, expects: "json" },
    route: { scope: "resource", repeatable: true, isPreview: false },
  });
  const problem = readServiceProblem(body);
  return callError(
    call,
    { type: "refused", status, headers: {}, problem },
    { retry: false },
  ) as AzureOpenAIError;
};

const byService = (message: string, more: object = {}) => JSON.stringify({ error: { message, ...more } });
const byGateway = (message: string) => JSON.stringify({ statusCode: 0, message });
const page = (title: string) => `<html><head><title>${title}</title></head><body><p>Hello</p></body></html>`;

const bodies: ReadonlyArray<readonly [what: string, body: string]> = [
  ["nothing", ""],
  ["the service's shape", byService("That did not work.")],
  ["a gateway's shape", byGateway("That did not work.")],
  ["a page", page("That did not work")],
  ["words", "That did not work."],
];
const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);

describe.each(Object.keys(hosts) as Host[])("every status of %s", (host) => {
  test.each(bodies)("has advice that fits it, with %s", (_what, body) => {
    for (const status of statuses) {
      const { mend = "", message } = errorAt(host, status, body);
      const told = `${status}: ${mend}`;
      expect(told).toMatch(/^\d{3}: \S.*\.$/);
      expect(message).not.toMatch(/undefined|null|NaN|\[object/);
      // Nothing but a refused body is the inputs' fault.
      if (![400, 422].includes(status)) expect(told).not.toMatch(/step's inputs/);
      if (![401, 403, 404].includes(status)) expect(told).not.toMatch(/API Key|Subscription Key/);
      if (status !== 403) expect(told).not.toMatch(/caller's addresses/);
      if ([402, 451, 501, 505].includes(status)) expect(told).not.toMatch(/^\d+: Run the step again/);
      if (status !== 429) expect(told).not.toMatch(/quota/);
      if (["azure", "openai"].includes(host)) expect(told).not.toMatch(/the gateway's/);
    }
  });
});

const operator = "ask the operator of the gateway or proxy at the endpoint";

test.each<[status: number, body: string, mend: string | RegExp]>([
  [
    402,
    byGateway("Payment required"),
    /^The account at the gateway has no credit left: waiting does not help/,
  ],
  [402, byGateway("Budget exceeded"), /^The gateway's quota is used up/],
  [402, byService("Add credits"), /^The account has no credit left: waiting does not help\./],
  [402, byService("Spending limit reached"), /^The budget is used up: have it raised/],
  [402, byService("billing_not_active"), /^The account has no active billing/],
  [403, byService("Out of call volume quota."), /^The quota is used up: wait until it is renewed/],
  [
    403,
    byGateway("Country, region, or territory not supported"),
    /^The service takes no calls from the country/,
  ],
  [403, byGateway("Out of call volume quota."), /^The gateway's quota is used up/],
  [403, byGateway("The organization has been disabled."), /^The account at the gateway may not be used/],
  [405, byGateway("Method not allowed"), "Check the path of Endpoint: nothing there takes this request."],
  [407, "", /^A proxy on the way asks for a sign-in/],
  [415, byGateway("Unsupported media type"), `check the path of Endpoint, or ${operator}.`],
  [415, byService("Unsupported media type"), /^The content type is not taken there/],
  [421, byGateway("Misdirected"), /^The server that was reached does not answer for gateway\.example\.com/],
  [431, "", /^The service takes 10 custom headers at most/],
  [451, byGateway("For legal reasons"), /^The call is refused for legal reasons/],
  [451, byService("Country not supported"), /^The service takes no calls from the country/],
  [494, page("400 Request Header Or Cookie Too Large"), /^The service takes 10 custom headers at most/],
  [400, page("400 Request Header Or Cookie Too Large"), /^The service takes 10 custom headers at most/],
  [400, page("400 No required SSL certificate was sent"), /asks for a client certificate/],
  [400, page("The plain HTTP request was sent to HTTPS port"), /begins with https:\/\//],
  [498, byService("Flex tier capacity exceeded"), /another service tier\.$/],
  [498, byService("Invalid token."), /^Check that API Key/],
  [499, "", /^A gateway or proxy gave up before the answer was there/],
  [501, byGateway("Not implemented"), /^What answers there does not offer this operation/],
  [511, page("Sign in"), /^The network that the step runs in asks for a sign-in/],
  [520, page("x | 520: Web server is returning an unknown error"), `${operator}.`],
  [521, "error code: 521", /^Cloudflare, which stands in front of gateway\.example\.com, is turned away/],
  [522, "", /^Cloudflare, .* gets no connection to the server behind it\. Run the step again/],
  [523, "", /^Cloudflare, .* does not find the way to the server behind it/],
  [524, page("x | 524: A timeout occurred"), "Ask for less in one request"],
  [525, "", /^Cloudflare, .* can't agree on TLS with the server behind it\. Ask the operator/],
  [526, "", /^Cloudflare, .* does not trust the certificate of the server behind it/],
  [527, "", /^Cloudflare, .* lost its way/],
  [
    529,
    byService("Overloaded", { type: "overloaded_error" }),
    /^The service has more to do than it can take/,
  ],
  [
    529,
    JSON.stringify({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
    /again/,
  ],
  [530, "error code: 1016", /^Cloudflare, .*its name or its tunnel is not there/],
])("%d %s", (status, body, mend) => {
  const error = errorAt("gateway", status, body);
  if (typeof mend === "string") expect(error.mend).toContain(mend);
  else expect(error.mend).toMatch(mend);
});

test.each([
  [429, byService("Flex capacity."), "rateLimited"],
  [413, byService("Too large."), "tooLarge"],
  [423, byService("The deployment is paused."), "deployment"],
])("what is known of a refusal counts before its status: %d %s", (status, body, fact) => {
  const { kind, reason } = errorAt("azure", status, body);
  expect([kind, reason]).toContain(fact);
});

test.each([400, 404, 409, 500, 503])(
  "a fine-tuned model that is still being loaded is waited for: %d",
  (status) => {
    const { mend } = errorAt("azure", status, byService("Failed to load LoRA"));
    expect(mend).toMatch(/^The model is deployed and still being loaded: .*in 2 minutes/);
  },
);

test.each(["openai", "provider"] as const)("a limit of Azure's is not told of %s", (host) => {
  expect(errorAt(host, 431, "").mend).toBe(
    "The headers are more or longer than the service takes: remove or shorten some of Extra Headers.",
  );
});
