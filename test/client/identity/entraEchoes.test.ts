import { entraError } from "../../../local/endpoint";
import { openIdConfiguration } from "../../../local/endpoint/azure/entra/entraDocuments";
import { chatAnswer } from "../../support/answers";
import { debugContext, entraConnection, run } from "../../support/connector";
import { useLocalTrust, useServer, useTestClock } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";
import { sendAnswer } from "../../support/scriptedServer";
import { type AppCertificate, linesOf, makeAppCertificate } from "./pem";
import { webToken } from "./tokens";

const tenantId = "11111111-2222-4333-8444-555555555555";
const clientSecret = "s3cret~of.the_client~0123456789";
const token = webToken({ aud: "https://cognitiveservices.azure.com", appid: "app" });
const day = 86_400_000;

const server = useServer([chatAnswer()]);
const authority = useServer([], { tls: true });
let certificate: AppCertificate;
useTestClock(Date.now);
useLocalTrust();
beforeAll(async () => {
  certificate = await makeAppCertificate({
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
  });
});
// An authority for each test: tokens are kept by the authority's address.

/** An authority that refuses with this code, and says back all that it was sent, with a token on top. */
const refuseWith = (code: number, place: "sentence" | "every field") =>
  authority.script((request, response) => {
    if (request.method === "GET") {
      return sendAnswer(response, { body: openIdConfiguration(authority.url, tenantId) });
    }
    const form = [...new URLSearchParams(request.body)].map(([name, value]) => `${name}=${value}`).join(" ");
    const echo = `You sent ${form} and ${request.body}; the token is ${token}.`;
    const body = entraError(place === "sentence" ? "invalid_client" : echo, code, echo);
    const everywhere = { ...body, suberror: echo, claims: echo, access_token: token };
    sendAnswer(response, { status: 401, body: place === "sentence" ? body : everywhere });
  });

const chat = (fields: Record<string, unknown>, context: Record<string, unknown>) => {
  const entra = { tenantId, clientId: "app", clientSecret: "", authorityHost: authority.url };
  const connection = entraConnection(entra as never, server.url, fields);
  return run("createChatCompletion", { connection, userPrompt: "Hello" }, context);
};

const proofs: Array<[what: string, fields: () => Record<string, unknown>]> = [
  ["a secret", () => ({ clientSecret })],
  ["a certificate", () => ({ certificate: certificate.keyPem + certificate.certificatePem })],
];
/** Every code that has a mend, one without, and one that no code is. */
const codes = [
  7000215, 7000222, 700016, 90002, 900023, 500011, 65001, 700027, 70021, 700213, 50076, 50079, 53003, 12345,
];

describe.each(proofs)(
  "an authority that repeats what it was sent, from a client with %s",
  (_proof, fields) => {
    it.each(codes)("brings none of it into the open with AADSTS%d", async (code) => {
      for (const place of ["sentence", "every field"] as const) {
        refuseWith(code, place);
        const exposure = await exposureOf((captured) => chat(fields(), debugContext(captured)));
        const [sent = ""] = authority.requests
          .filter(({ method }) => method === "POST")
          .map(({ body }) => body);
        const assertion = new URLSearchParams(sent).get("client_assertion");
        expect(assertion === null).toBe(_proof === "a secret");
        expect(exposure.output).toContain(`AADSTS${code}`);
        const [, claims = "", signature = ""] = (assertion ?? "..").split(".");
        const secrets = [clientSecret, token, token.split(".")[1] ?? "", ...linesOf(certificate.keyPem)];
        expect(leaksIn(exposure, [...secrets, ...[claims, signature].filter(Boolean)])).toEqual([]);
      }
      expect(server.requests).toEqual([]);
    });
  },
);

it.each(["clientId", "tenantId"])(
  "a secret that was entered as %s is in no error and no log",
  async (field) => {
    refuseWith(12345, "every field");
    const misplaced = "Zx8Q7h2K.mN-4pR.7tV-w9Yb1Cd3Fg5aB7c";
    const fields = { clientSecret: "66666666-2222-4333-8444-555555555555", [field]: misplaced };
    const exposure = await exposureOf((captured) => chat(fields, debugContext(captured)));
    expect(exposure.failed).toBe(true);
    expect(leaksIn(exposure, [misplaced])).toEqual([]);
  },
);
