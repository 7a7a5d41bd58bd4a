import { constants, createHash, createPrivateKey, sign } from "node:crypto";
import { ClientCertificateCredential } from "@azure/identity";
import { makeClientCertificate, type ServerCertificate, startEntraAuthority } from "../../../local/endpoint";
import { useLocalTrust, useStarted } from "../../support/hooks";
import { tokenFor } from "./support";

const scope = "https://cognitiveservices.azure.com/.default";
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");

useLocalTrust();
let issuer: ServerCertificate;
let registered: ServerCertificate;
let foreign: ServerCertificate;
const entra = useStarted(() => startEntraAuthority({ certificates: [registered.certificate] }));

beforeAll(async () => {
  issuer = await makeClientCertificate({ name: "local issuer" });
  registered = await makeClientCertificate({ issuer });
  foreign = await makeClientCertificate();
});

const credential = ({ privateKey, certificate }: ServerCertificate, sendCertificateChain: boolean) => {
  const { tenantId, clientId, authorityHost } = entra;
  const pem = [privateKey, certificate, issuer.certificate].join("\n");
  const options = { authorityHost, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } };
  return new ClientCertificateCredential(
    tenantId,
    clientId,
    { certificate: pem },
    { ...options, sendCertificateChain },
  );
};

/** Signs an assertion by hand; with RS256 as older libraries do. */
const assertion = (
  { privateKey, certificate }: ServerCertificate,
  claims: object = {},
  alg: "RS256" | "PS256" = "RS256",
) => {
  const { clientId, authorityHost, tenantId } = entra;
  const der = Buffer.from(certificate.replace(/-----[^-]+-----|\s/g, ""), "base64");
  const x5t = createHash("sha1").update(der).digest("base64url");
  const now = Math.floor(Date.now() / 1000);
  const aud = `${authorityHost}/${tenantId}/oauth2/v2.0/token`;
  const usual = { aud, iss: clientId, sub: clientId, nbf: now, exp: now + 600, jti: "1" };
  const signed = `${encode({ alg, x5t })}.${encode({ ...usual, ...claims })}`;
  const padding = alg === "PS256" ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const key = { key: createPrivateKey(privateKey), padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const signature = sign("sha256", Buffer.from(signed), key);
  return `${signed}.${signature.toString("base64url")}`;
};

const ask = async (form: Record<string, string | undefined> = {}) => {
  const { authorityHost, tenantId, clientId } = entra;
  const fields = { grant_type: "client_credentials", client_id: clientId, scope, ...form };
  const sent = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  const response = await fetch(`${authorityHost}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams(sent),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const askWithAssertion = (client_assertion: string) =>
  ask({
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion,
  });

describe("a certificate", () => {
  test.each([
    [true, 2],
    [false, 0],
  ])("gets a token, its chain sent: %s", async (isChainSent, chainLength) => {
    await credential(registered, isChainSent).getToken(scope);
    expect(entra.tokenRequests).toMatchObject([
      { status: 200, assertion: { algorithm: "PS256", thumbprintHeader: "x5t#S256", chainLength } },
    ]);
  });

  test("that is not registered is AADSTS700027, with and without its chain", async () => {
    await expect(credential(foreign, true).getToken(scope)).rejects.toThrow("AADSTS700027");
    await expect(credential(foreign, false).getToken(scope)).rejects.toThrow("AADSTS700027");
    expect(entra.tokensIssued).toEqual([]);
    expect(entra.tokenRequests[0]).toMatchObject({ status: 401, assertion: { chainLength: 2 } });
  });

  test("may sign with RS256 and name itself by its old thumbprint", async () => {
    expect((await askWithAssertion(assertion(registered))).status).toBe(200);
    expect(entra.requests[0]?.assertion).toEqual({
      algorithm: "RS256",
      thumbprintHeader: "x5t",
      chainLength: 0,
    });
  });

  test.each<[what: string, code: number, claims: object]>([
    ["another audience", 700023, { aud: "https://login.microsoftonline.com/x/oauth2/v2.0/token" }],
    ["another issuer", 700021, { iss: "someone-else" }],
    ["another subject", 700021, { sub: "someone-else" }],
    ["a time that is over", 700024, { exp: 1_700_000_000 }],
    ["no end", 700024, { exp: undefined }],
    ["a time to come", 700024, { nbf: 4_000_000_000 }],
  ])("with %s in its assertion is AADSTS%i", async (_what, code, claims) => {
    const { status, body } = await askWithAssertion(assertion(registered, claims));
    expect([status, body["error"], body["error_codes"]]).toEqual([401, "invalid_client", [code]]);
  });

  test.each(["RS256", "PS256"] as const)("whose %s assertion was changed is AADSTS700027", async (alg) => {
    const [header, claims, signature] = assertion(registered, {}, alg).split(".");
    expect((await askWithAssertion([header, claims, signature].join("."))).status).toBe(200);
    const [, others] = assertion(registered, { jti: "2" }, alg).split(".");
    const { body } = await askWithAssertion([header, others, signature].join("."));
    expect(body["error_codes"]).toEqual([700027]);
  });
});

describe("a refusal", () => {
  test.each([
    [7000215, "invalid_client", 401],
    [7000222, "invalid_client", 401],
    [700016, "unauthorized_client", 400],
    [90002, "invalid_request", 400],
    [500011, "invalid_resource", 400],
    [65001, "invalid_grant", 400],
    [700027, "invalid_client", 401],
    [70021, "invalid_request", 400],
    [700213, "invalid_client", 401],
    [50076, "interaction_required", 400],
    [50079, "interaction_required", 400],
    [53003, "invalid_grant", 400],
  ])("AADSTS%i can stand until it is taken back", async (code, error, status) => {
    entra.failAllWith(`AADSTS${code}`);
    for (let index = 0; index < 2; index++) {
      const answer = await ask({ client_secret: entra.clientSecret });
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({
        error,
        error_codes: [code],
        error_description: expect.stringMatching(new RegExp(`^AADSTS${code}: .+ Trace ID: \\S+`)),
        correlation_id: expect.any(String),
      });
    }
    entra.failAllWith(undefined);
    await expect(tokenFor(entra)).resolves.toEqual(expect.any(String));
  });

  test("can be there from the start", async () => {
    const closed = await startEntraAuthority({ failure: "AADSTS53003" });
    await expect(tokenFor(closed)).rejects.toThrow("status 400");
    await closed.close();
  });

  test("follows from a request without any proof of who asks", async () => {
    expect((await ask()).body["error_codes"]).toEqual([7000216]);
  });
});

describe("a token", () => {
  test.each([
    "https://cognitiveservices.azure.com",
    "https://cognitiveservices.azure.us",
    "https://cognitiveservices.azure.cn",
    "https://ai.azure.com",
    "https://management.azure.com",
  ])("for %s has the claims of a real one", async (audience) => {
    const token = await tokenFor(entra, `${audience}/.default`);
    const [header = "", claims = "", signature = ""] = token.split(".");
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    expect(read(header)).toMatchObject({ typ: "JWT", alg: "RS256" });
    expect(read(claims)).toMatchObject({ aud: audience, tid: entra.tenantId, appid: entra.clientId });
    expect(read(claims).exp - read(claims).iat).toBe(3600);
    expect(Buffer.from(signature, "base64url")).toHaveLength(256);
  });

  test("for a resource of the tenant's own can be had once that is known", async () => {
    await expect(tokenFor(entra, "api://my-gateway/.default")).rejects.toThrow();
    entra.addResource("api://my-gateway");
    await expect(tokenFor(entra, "api://my-gateway/.default")).resolves.toEqual(expect.any(String));
    expect(entra.tokenRequests.map(({ status }) => status)).toEqual([400, 200]);
  });
});
