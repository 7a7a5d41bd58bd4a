import path from "node:path";
import { makeClientCertificate, type ServerCertificate } from "../../local/endpoint/server/certificate";
import { startLocalEndpoint } from "../../local/endpoint/service/startLocalEndpoint";
import { linesOf } from "../client/identity/pem";
import { webToken } from "../client/identity/tokens";
import { shareStarted } from "../support/hooks";
import { leaksIn } from "../support/leaks";
import { runBeside, shareBundleCopy } from "./builtBundle";

type Fields = Record<string, unknown>;

// Every case is a process of its own, on a machine that runs other tests at the same time.
jest.setTimeout(60_000);

const endpoint = shareStarted(() => startLocalEndpoint({ tls: true }));
const copy = shareBundleCopy();
let unknown: ServerCertificate;

beforeAll(async () => {
  unknown = await makeClientCertificate();
});
beforeEach(() => {
  endpoint.requests.length = 0;
});

/** Asks once, in a process that trusts the local certificate, and returns the error's message. */
const errorOf = async (key: string, fields: Fields, trusted = true): Promise<string> => {
  const connection = {
    key,
    configVarKey: "Azure OpenAI",
    fields: { defaultModel: "gpt-5.4", endpoint: endpoint.url, apiVersion: "v1", ...fields },
    ...(fields["token"] !== undefined && { token: { access_token: fields["token"] } }),
  };
  const params = { connection, model: "gpt-5.4", userPrompt: "Hello", requestOptions: { maxRetries: "0" } };
  const [outcome] = await runBeside<Array<{ error?: string }>>(copy, "callActions.mts", {
    environment: trusted ? { NODE_EXTRA_CA_CERTS: path.join(copy.folder, "certificate.pem") } : {},
    input: [{ action: "createChatCompletion", params }],
  });
  return outcome?.error ?? "it answered";
};

const principal = (fields: Fields): Fields => {
  const { tenantId, clientId, authorityHost } = endpoint.entra ?? {};
  return { tenantId, clientId, authorityHost, ...fields };
};

const secret = "wr0ng~secret/0123456789";
const stranger = webToken({ aud: "https://cognitiveservices.azure.com", exp: 4_102_444_800, of: secret });
const over = webToken({ aud: "https://cognitiveservices.azure.com", exp: 1_700_000_000 });

const refusals: Array<[what: string, key: string, fields: () => Fields, mend: RegExp, calls: number]> = [
  [
    "a wrong key",
    "apiKey",
    () => ({ apiKey: secret }),
    /^Create Chat Completion was rejected \(status 401, .+Check that API Key belongs/,
    1,
  ],
  [
    "a wrong client secret",
    "entraServicePrincipal",
    () => principal({ clientSecret: secret }),
    /Client Secret is wrong: .+ \(AADSTS7000215\)/,
    0,
  ],
  [
    "a certificate that the app registration does not know",
    "entraServicePrincipal",
    () => principal({ certificate: unknown.certificate + unknown.privateKey }),
    /The certificate is not one of the app registration's: .+ \(AADSTS700027\)/,
    0,
  ],
  [
    "a certificate without its key",
    "entraServicePrincipal",
    () => principal({ certificate: unknown.certificate }),
    /^Certificate: .+private key/,
    0,
  ],
  ["a sign-in that never was", "entraUser", () => ({}), /^Sign-in: .+Sign in on the connection/, 0],
  ["a sign-in that is over", "entraUser", () => ({ token: over }), /^Sign-in: it expired at 2023-11-14/, 0],
  [
    "a sign-in that the service does not take",
    "entraUser",
    () => ({ token: stranger }),
    /status 401.+token/,
    1,
  ],
  [
    "a pasted token that is over",
    "entraToken",
    () => ({ accessToken: over }),
    /^Access Token: it expired/,
    0,
  ],
  [
    "a pasted token that the service does not take",
    "entraToken",
    () => ({ accessToken: stranger }),
    /status 401/,
    1,
  ],
];

it.each(refusals)(
  "the bundle says what to mend, and no secret: %s",
  async (_what, key, fields, mend, calls) => {
    const output = await errorOf(key, fields());
    expect(output).toMatch(mend);
    expect(output).not.toContain("\n");
    expect(endpoint.requests).toHaveLength(calls);
    const secrets = [secret, ...[stranger, over].flatMap((token) => [token, ...token.split(".").slice(1)])];
    expect(
      leaksIn({ logged: "", output, failed: true }, [...secrets, ...linesOf(unknown.privateKey)]),
    ).toEqual([]);
  },
);

it.each([
  ["the endpoint's", "apiKey", () => ({ apiKey: endpoint.apiKey })],
  [
    "the authority's",
    "entraServicePrincipal",
    () => principal({ clientSecret: endpoint.entra?.clientSecret }),
  ],
])("the bundle sends no credential when %s certificate is not trusted", async (_whose, key, fields) => {
  const message = await errorOf(key, fields(), false);
  expect(message).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED/);
  expect(endpoint.requests).toEqual([]);
  expect(endpoint.entra?.tokensIssued.length).toBe(0);
});
