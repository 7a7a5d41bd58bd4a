import { startEntraAuthority } from "../../../local/endpoint";
import { chatAnswer } from "../../support/answers";
import { debugContext, entraConnection, failureOf, run } from "../../support/connector";
import { useLocalTrust, useServer, useStarted, useTestClock } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";
import { sendAnswer } from "../../support/scriptedServer";
import { type AppCertificate, linesOf, makeAppCertificate, makeIssuedCertificate } from "./pem";

const passphrase = "correct horse battery staple";
const day = 86_400_000;
// The identity library reckons in the machine's time.
const validNow = () => ({ notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) });

let issuer: AppCertificate;
let own: AppCertificate;
let stranger: AppCertificate;
const server = useServer([chatAnswer()]);
const entra = useStarted(() =>
  startEntraAuthority({
    certificates: [own.certificatePem],
    clock: { nowMs: () => clock.now(), wait: async () => undefined },
  }),
);
const clock = useTestClock(Date.now);
useLocalTrust();

beforeAll(async () => {
  issuer = await makeAppCertificate({ name: "local authority", ...validNow() });
  own = await makeIssuedCertificate(issuer, validNow());
  stranger = await makeAppCertificate(validNow());
});
// An authority for each test: tokens are kept by the authority's address.

type Fields = Record<string, unknown>;
const chat = (fields: Fields, context: Fields = {}) =>
  run(
    "createChatCompletion",
    {
      connection: entraConnection(entra, server.url, { clientSecret: "", ...fields }),
      userPrompt: "Hello",
    },
    context,
  );
const pem = ({ keyPem, certificatePem }: AppCertificate, chain = "") => `${chain}${keyPem}${certificatePem}`;
const tokenRequests = () => entra.requests.filter(({ path }) => path.endsWith("/token"));
const encrypted = () =>
  own.key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }).toString();

describe("a service principal with a certificate", () => {
  it("proves itself with it, and gets a token", async () => {
    await chat({ certificate: pem(own) });
    expect(server.requests[0]?.headers["authorization"]).toBe(`Bearer ${entra.tokensIssued[0]?.token}`);
    expect(tokenRequests()[0]?.form).not.toHaveProperty("client_secret");
  });

  it("has its gateway's key beside the token", async () => {
    const subscriptionKey = "gateway-key-0123456789";
    await chat({ certificate: pem(own), subscriptionKey });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${entra.tokensIssued[0]?.token}`,
      "ocp-apim-subscription-key": subscriptionKey,
    });
  });

  it("names its own certificate and sends the chain along, in whatever order they were pasted", async () => {
    await chat({ certificate: pem(own, issuer.certificatePem) });
    expect(entra.tokensIssued).toHaveLength(1);
    expect(tokenRequests()[0]?.assertion).toMatchObject({ chainLength: 2 });
  });

  it("may have its key encrypted", async () => {
    await chat({ certificate: own.certificatePem + encrypted(), certificatePassphrase: passphrase });
    expect(entra.tokensIssued).toHaveLength(1);
  });

  it("gets one token for many steps, and another for another certificate", async () => {
    await chat({ certificate: pem(own) });
    await chat({ certificate: pem(own, issuer.certificatePem.replaceAll("\n", " ")) });
    await chat({ certificate: pem(own) });
    expect(entra.tokensIssued).toHaveLength(2);
  });

  it("that is not the app registration's is told so", async () => {
    const error = await failureOf(chat({ certificate: pem(stranger) }));
    expect(error).toMatchObject({ name: "ConnectionError", code: "AADSTS700027", attempts: 0 });
    expect(error.message).toContain("The certificate is not one of the app registration's");
    expect(server.requests).toEqual([]);
  });

  it("shows no line of its key and no passphrase, whether it is taken or not", async () => {
    const secrets = [passphrase, ...linesOf(own.keyPem, stranger.keyPem, encrypted())];
    for (const fields of [
      { certificate: pem(own) },
      { certificate: pem(stranger) },
      { certificate: own.certificatePem + encrypted(), certificatePassphrase: passphrase },
      { certificate: own.certificatePem + encrypted(), certificatePassphrase: `${passphrase}!` },
      { certificate: own.keyPem },
    ]) {
      const exposure = await exposureOf((captured) => chat(fields, debugContext(captured)));
      expect(leaksIn(exposure, secrets)).toEqual([]);
    }
  });

  it("has its token kept out of what a service repeats", async () => {
    server.script(({ headers }, response) =>
      sendAnswer(response, {
        status: 400,
        body: { error: { message: `You sent ${headers["authorization"]}` } },
      }),
    );
    const exposure = await exposureOf((captured) => chat({ certificate: pem(own) }, debugContext(captured)));
    expect(exposure.output).toContain("You sent Bearer [redacted]");
    expect(leaksIn(exposure, [entra.tokensIssued[0]?.token.split(".")[1] ?? "none"])).toEqual([]);
  });

  it("is not shown by a service that repeats the key in its answer", async () => {
    const { keyPem } = own;
    server.script({ status: 400, body: { error: { message: `Your key is ${keyPem}` } } });
    const exposure = await exposureOf((captured) => chat({ certificate: pem(own) }, debugContext(captured)));
    expect(exposure.output).toContain("Your key is");
    expect(leaksIn(exposure, linesOf(keyPem))).toEqual([]);
  });
});

describe("a service principal is refused before anything is sent", () => {
  it.each<[what: string, fields: () => Fields, message: string]>([
    [
      "without a secret or a certificate",
      () => ({}),
      "Client Secret: it is empty, and so is Certificate. Enter one of them in the connection.",
    ],
    [
      "with both",
      () => ({ clientSecret: entra.clientSecret, certificate: pem(own) }),
      "Certificate: Client Secret is filled in too. Leave one of them empty.",
    ],
    [
      "with a passphrase alone",
      () => ({ certificatePassphrase: passphrase }),
      "Client Secret: it is empty, and so is Certificate. Enter one of them in the connection.",
    ],
    [
      "with a key alone",
      () => ({ certificate: own.keyPem }),
      "Certificate: only the private key is here. Paste the certificate too, and its chain where it has one.",
    ],
    [
      "with an encrypted key and no passphrase",
      () => ({ certificate: own.certificatePem + encrypted(), certificatePassphrase: " " }),
      "Certificate Passphrase: the private key is encrypted. Enter its passphrase.",
    ],
    [
      "with an audience that is none",
      () => ({ certificate: pem(own), audience: "my gateway" }),
      'Audience: "my gateway" is neither an address nor an application id. Enter one such as https://cognitiveservices.azure.com, or leave it empty.',
    ],
  ])("%s", async (_what, fields, message) => {
    expect(await failureOf(chat(fields()))).toMatchObject({ name: "ConnectionError", message });
    expect([entra.requests, server.requests]).toEqual([[], []]);
  });

  it("with a certificate that is over", async () => {
    clock.advance(31 * day);
    const error = await failureOf(chat({ certificate: pem(own) }));
    expect(error.message).toMatch(/^Certificate: it expired on \d{4}-\d\d-\d\d\. Upload a new one/);
    expect([entra.requests, server.requests]).toEqual([[], []]);
  });
});
