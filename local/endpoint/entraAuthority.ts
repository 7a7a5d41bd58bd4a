import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { localCertificate } from "./certificate";
import { type Clock, systemClock } from "./clock";
import { entraFailure, instanceDiscovery, openIdConfiguration } from "./entraDocuments";
import { entraError } from "./errorShapes";
import { readBytes, startLoopbackServer } from "./loopbackServer";

/** Who may ask for a token, and how long it lasts. */
export interface EntraOptions {
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  tokenLifetimeSeconds?: number;
  clock?: Clock;
}

/** A request that the authority answered; the form holds what was asked for, secrets included. */
export interface EntraRequest {
  method: string;
  path: string;
  form: Record<string, string>;
  status: number;
}

/** A token that the authority gave out. */
export interface IssuedToken {
  token: string;
  audience: string;
  expiresAtMs: number;
}

/** The failures that a test may ask for; any other AADSTS code is answered as invalid_client. */
export type EntraFailure = `AADSTS${number}`;

/** A Microsoft Entra look-alike for one tenant and one application. */
export interface EntraAuthority {
  /** For `authorityHost` of a credential; trust `certificate` first and disable instance discovery. */
  authorityHost: string;
  certificate: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  tokensIssued: IssuedToken[];
  requests: EntraRequest[];
  /** True for a token of this authority that is neither expired nor revoked and is for Azure OpenAI. */
  accepts(token: string): boolean;
  /** Makes every token given out so far worthless. */
  revokeAll(): void;
  /** The next token request fails with this code. */
  failNextWith(failure: EntraFailure): void;
  close(): Promise<void>;
}

const audiences = ["https://cognitiveservices.azure.com", "https://ai.azure.com"];

/** Starts the authority over TLS, the only way that `@azure/identity` talks. */
export async function startEntraAuthority(options: EntraOptions = {}): Promise<EntraAuthority> {
  const {
    tenantId = "11111111-2222-4333-8444-555555555555",
    clientId = "66666666-7777-4888-9999-000000000000",
    clientSecret = "local~client~secret~value",
    tokenLifetimeSeconds = 3600,
    clock = systemClock,
  } = options;
  const tokensIssued: IssuedToken[] = [];
  const requests: EntraRequest[] = [];
  const failuresAhead: number[] = [];
  let authorityHost = "";

  function refuse(code: number): { status: number; body: unknown } {
    const { error, status, sentence } = entraFailure(code);
    return { status, body: entraError(error, code, sentence, clock.nowMs()) };
  }

  function answerToken(tenant: string, form: Record<string, string>): { status: number; body: unknown } {
    const code = failuresAhead.shift() ?? refuseTokenRequest(tenant, form);
    if (code !== undefined) return refuse(code);
    const audience = (form["scope"] ?? "").split(" ")[0]?.replace(/\/\.default$/, "") ?? "";
    const expiresAtMs = clock.nowMs() + tokenLifetimeSeconds * 1000;
    const claims = {
      aud: audience,
      iss: `${authorityHost}/${tenantId}/v2.0`,
      tid: tenantId,
      appid: clientId,
    };
    const token = unsignedToken({ ...claims, ...lifeClaims(clock.nowMs(), expiresAtMs), jti: randomUUID() });
    tokensIssued.push({ token, audience, expiresAtMs });
    return {
      status: 200,
      body: {
        token_type: "Bearer",
        expires_in: tokenLifetimeSeconds,
        ext_expires_in: tokenLifetimeSeconds,
        access_token: token,
      },
    };
  }

  /** The code of the first thing wrong with a token request. */
  function refuseTokenRequest(tenant: string, form: Record<string, string>): number | undefined {
    if (tenant !== tenantId) return 90002;
    if (form["grant_type"] !== "client_credentials") return 70003;
    if (form["client_id"] !== clientId) return 700016;
    const isKnown = form["client_assertion"] !== undefined || form["client_secret"] === clientSecret;
    if (!isKnown) return 7000215;
    const scope = form["scope"]?.split(" ")[0] ?? "";
    if (!scope.endsWith("/.default")) return 70011;
    return audiences.includes(scope.replace(/\/\.default$/, "")) ? undefined : 500011;
  }

  function answer(path: string, form: Record<string, string>): { status: number; body: unknown } {
    const [tenant = "", ...rest] = path.split("/").slice(1);
    if (path === "/common/discovery/instance") {
      return { status: 200, body: instanceDiscovery(authorityHost, tenantId) };
    }
    if (rest.join("/") === "v2.0/.well-known/openid-configuration") {
      return tenant === tenantId
        ? { status: 200, body: openIdConfiguration(authorityHost, tenant) }
        : refuse(90002);
    }
    if (rest.join("/") === "oauth2/v2.0/token") return answerToken(tenant, form);
    return { status: 404, body: { error: "not_found" } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "https://localhost");
    const text = (await readBytes(request)).toString();
    const form = Object.fromEntries(new URLSearchParams(text));
    const { status, body } = answer(pathname, form);
    requests.push({ method: request.method ?? "GET", path: pathname, form, status });
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  }

  const certificate = await localCertificate();
  const server = await startLoopbackServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
    { certificate },
  );
  authorityHost = `https://localhost:${server.port}`;
  return {
    authorityHost,
    certificate: certificate.certificate,
    tenantId,
    clientId,
    clientSecret,
    tokensIssued,
    requests,
    accepts: (token) => {
      const issued = tokensIssued.find((candidate) => candidate.token === token);
      return issued !== undefined && issued.expiresAtMs > clock.nowMs();
    },
    revokeAll: () => {
      for (const issued of tokensIssued) issued.expiresAtMs = 0;
    },
    failNextWith: (failure) => void failuresAhead.push(Number(failure.slice("AADSTS".length))),
    close: () => server.close(),
  };
}

function lifeClaims(nowMs: number, expiresAtMs: number) {
  const now = Math.floor(nowMs / 1000);
  return { iat: now, nbf: now, exp: Math.floor(expiresAtMs / 1000) };
}

/** The three parts of a JWT without a signature that anybody could check. */
function unsignedToken(claims: Record<string, unknown>): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${encode({ typ: "JWT", alg: "none" })}.${encode(claims)}.${Buffer.from("local").toString("base64url")}`;
}
