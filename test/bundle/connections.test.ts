import { createPrivateKey } from "node:crypto";
import path from "node:path";
import { issueToken } from "../../local/endpoint/azure/entra/accessTokens";
import { startGateway } from "../../local/endpoint/azure/gateway/startGateway";
import { makeClientCertificate, type ServerCertificate } from "../../local/endpoint/server/certificate";
import type { RecordedRequest } from "../../local/endpoint/server/recordedRequest";
import { type LocalEndpoint, startLocalEndpoint } from "../../local/endpoint/service/startLocalEndpoint";
import { linesOf } from "../client/identity/pem";
import { shareStarted } from "../support/hooks";
import { leaksIn } from "../support/leaks";
import { runBeside, shareBundleCopy } from "./builtBundle";

interface Outcome {
  data?: unknown;
  error?: string;
}

type Fields = Record<string, unknown>;
type Connection = { key: string; configVarKey: string; fields: Fields; token?: Fields };

// Every case is a process of its own, on a machine that runs other tests at the same time.
jest.setTimeout(60_000);

const passphrase = "correct horse battery staple";
const dated = "2024-10-21";

let own: ServerCertificate;
let issuer: ServerCertificate;
let issued: ServerCertificate;
let entra: NonNullable<LocalEndpoint["entra"]>;
let token: string;

beforeAll(async () => {
  own = await makeClientCertificate();
  issuer = await makeClientCertificate({ name: "local authority" });
  issued = await makeClientCertificate({ name: "issued application", issuer });
});
const endpoint = shareStarted(() =>
  startLocalEndpoint({
    tls: true,
    entra: { certificates: [own.certificate, issued.certificate] },
  }),
);
const gateway = shareStarted(() =>
  startGateway({
    backend: { url: endpoint.url, apiKey: endpoint.apiKey, certificate: endpoint.certificate ?? "" },
    tls: true,
    prefix: "/team/llm",
    subscriptionKeyHeader: "X-Team-Key",
    backendCredential: "caller",
  }),
);
const copy = shareBundleCopy();

beforeAll(() => {
  if (!endpoint.entra) throw new Error("The endpoint has no Entra authority.");
  entra = endpoint.entra;
  token = newToken(entra);
});
beforeEach(() => {
  for (const list of [endpoint.requests, entra.requests, gateway.requests]) list.length = 0;
});

/** A token that the endpoint takes, such as a user's sign-in or a command line gets. */
const newToken = ({ authorityHost, tenantId, clientId, tokensIssued }: typeof entra): string => {
  const audience = "https://cognitiveservices.azure.com";
  const subject = { tenantId, clientId, audience, lifetimeSeconds: 3600, nowMs: Date.now() };
  const fresh = issueToken({ issuer: `${authorityHost}/${tenantId}/v2.0`, ...subject });
  tokensIssued.push(fresh);
  return fresh.token;
};

const connectionOf = (key: string, fields: Fields, signedIn?: string): Connection => ({
  key,
  configVarKey: "Azure OpenAI",
  fields: { defaultModel: "gpt-5.4", endpoint: endpoint.url, ...fields },
  ...(signedIn && { token: { access_token: signedIn, token_type: "Bearer" } }),
});

const principal = (proof: Fields): Connection => {
  const { tenantId, clientId, authorityHost } = entra;
  return connectionOf("entraServicePrincipal", { tenantId, clientId, authorityHost, ...proof });
};

const encryptedKey = ({ privateKey }: ServerCertificate): string =>
  createPrivateKey(privateKey)
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase })
    .toString();

/** Each kind of connection, and how many certificates its assertion brings to the authority. */
const kinds: Array<[what: string, connection: () => Connection, chainLength?: number]> = [
  ["an API key", () => connectionOf("apiKey", { apiKey: endpoint.apiKey, isOpenAIKey: "false" })],
  ["a service principal with a secret", () => principal({ clientSecret: entra.clientSecret }), 0],
  [
    "a service principal with a certificate",
    () => principal({ certificate: own.privateKey + own.certificate }),
    1,
  ],
  [
    "a service principal with an encrypted certificate",
    () => principal({ certificate: own.certificate + encryptedKey(own), certificatePassphrase: passphrase }),
    1,
  ],
  [
    "a service principal with a certificate and its chain, pasted as one line",
    () =>
      principal({
        certificate: [issuer.certificate, issued.privateKey, issued.certificate]
          .join("")
          .replace(/\r?\n/g, " "),
      }),
    2,
  ],
  [
    "a user's sign-in",
    () => connectionOf("entraUser", { tenantId: "organizations", clientId: "app" }, token),
  ],
  ["a pasted token", () => connectionOf("entraToken", { accessToken: token })],
];

/** Runs the three actions in a process that has the bundle and Node, and trusts the local certificate. */
const runAll = (connection: Connection, fields: Fields = {}): Promise<Outcome[]> => {
  const whole = { ...connection, fields: { ...connection.fields, ...fields } };
  const call = (action: string, params: Fields) => ({
    action,
    params: { connection: whole, model: "gpt-5.4", ...params },
  });
  return runBeside<Outcome[]>(copy, "callActions.mts", {
    environment: { NODE_EXTRA_CA_CERTS: path.join(copy.folder, "certificate.pem") },
    input: [
      call("createChatCompletion", { userPrompt: "What is 6 times 7?" }),
      call("rawRequest", { url: "/v1/models", method: "GET", responseType: "json" }),
      call("createCompletions", { messages: '["What is 2 plus 2?", "What is 3 plus 3?"]' }),
    ],
  });
};

const answers = [
  { data: { output_text: "42" } },
  { data: { object: "list" } },
  { data: { results: [{ output_text: "4" }, { output_text: "6" }], counts: { succeeded: 2 } } },
];

/** Every secret of every connection here. */
const secrets = (): string[] => [
  ...[endpoint.apiKey, entra.clientSecret, passphrase, gateway.subscriptionKey ?? ""],
  ...entra.tokensIssued.flatMap((each) => [each.token, ...each.token.split(".").slice(1)]),
  ...linesOf(own.privateKey, issued.privateKey),
];

const expectAnswers = (outcomes: Outcome[]): void => {
  expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
  expect(outcomes).toMatchObject(answers);
  expect(leaksIn({ logged: "", output: JSON.stringify(outcomes), failed: false }, secrets())).toEqual([]);
};

/** What a server saw: operations, versions and every header that may carry a credential. */
const seenBy = ({ requests }: { requests: RecordedRequest[] }) =>
  requests.map(({ method, path: pathname, query, headers }) => ({
    call: `${method} ${pathname}`,
    query,
    credentials: Object.fromEntries(
      Object.entries(headers).filter(
        ([name, value]) =>
          /key|auth|token|cookie|secret|pass|organi|assertion/.test(name) ||
          secrets().some((secret) => value.includes(secret)),
      ),
    ),
  }));

const callsOf = (chat: string, models: string) => [
  `POST ${chat}`,
  `GET ${models}`,
  `POST ${chat}`,
  `POST ${chat}`,
];

/** What a server has to see of the four requests of the three actions. */
const expectedCalls = (prefix: string, version: string, credentials: Record<string, string>) => {
  const isDated = version === dated;
  const chat = `${prefix}/openai/${isDated ? "deployments/gpt-5.4" : "v1"}/chat/completions`;
  return callsOf(chat, `${prefix}/openai/${isDated ? "" : "v1/"}models`).map((call) => ({
    call,
    query: isDated ? { "api-version": dated } : {},
    credentials,
  }));
};

const lastToken = (): string => entra.tokensIssued.at(-1)?.token ?? "none was issued";

/** The header that carries the connection's own credential. */
const ownHeader = ({ key }: Connection): Record<string, string> =>
  key === "apiKey"
    ? { "api-key": endpoint.apiKey }
    : { authorization: `Bearer ${key === "entraServicePrincipal" ? lastToken() : token}` };

/** One token for all calls, by the proof that was entered and no other; none where no certificate count is told. */
const expectTokenRequests = (chainLength: number | undefined): void => {
  const seen = entra.tokenRequests.map(({ form, assertion }) => ({
    proofs: Object.keys(form).filter((name) => /^client_(secret|assertion)$/.test(name)),
    scope: form["scope"]?.split(" ")[0],
    chainLength: assertion?.chainLength,
  }));
  const proofs = [chainLength === 0 ? "client_secret" : "client_assertion"];
  const scope = "https://cognitiveservices.azure.com/.default";
  const expected = { proofs, scope, chainLength: chainLength || undefined };
  expect(seen).toEqual(chainLength === undefined ? [] : [expected]);
};

describe.each(kinds)("the bundle with %s", (_what, connection, chainLength) => {
  it.each(["v1", dated])("answers, api-version %s, and sends that credential alone", async (apiVersion) => {
    expectAnswers(await runAll(connection(), { apiVersion }));
    expectTokenRequests(chainLength);
    expect(seenBy(endpoint)).toEqual(expectedCalls("", apiVersion, ownHeader(connection())));
  });

  it.each(["v1", dated])("goes through a gateway with its key beside, api-version %s", async (apiVersion) => {
    const { subscriptionKey = "", subscriptionKeyHeader } = gateway;
    const fields = { apiVersion, endpoint: gateway.endpoint, subscriptionKey, subscriptionKeyHeader };
    expectAnswers(await runAll(connection(), fields));
    const credentials = { ...ownHeader(connection()), "x-team-key": subscriptionKey };
    expect(seenBy(gateway)).toEqual(expectedCalls("/team/llm", apiVersion, credentials));
    expect(endpoint.requests).toHaveLength(4);
  });
});

it("the bundle with an OpenAI key sends it as a bearer, with the organization and no api-version", async () => {
  const fields = { isOpenAIKey: "true", organization: "org-local", apiVersion: "v1" };
  expectAnswers(await runAll(connectionOf("apiKey", { apiKey: endpoint.apiKey, ...fields })));
  const credentials = { authorization: `Bearer ${endpoint.apiKey}`, "openai-organization": "org-local" };
  expect(seenBy(endpoint)).toEqual(
    callsOf("/v1/chat/completions", "/v1/models").map((call) => ({ call, query: {}, credentials })),
  );
});
