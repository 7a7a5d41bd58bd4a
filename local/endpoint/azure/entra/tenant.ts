import { type Clock, systemClock } from "../../server/clock";
import { entraError } from "../../server/errorShapes";
import { type IssuedToken, issueToken, withoutSlash } from "./accessTokens";
import type { AssertionFacts } from "./clientAssertion";
import { wellKnownResources } from "./clouds";
import { entraFailure, instanceDiscovery, openIdConfiguration } from "./entraDocuments";
import { judgeTokenRequest } from "./tokenRequest";

/** The failures that a test may ask for; one without a text of its own is answered as invalid_client. */
export type EntraFailure = `AADSTS${number}`;

/** Who may ask for a token, and how long it lasts. */
export interface EntraOptions {
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  /** PEM of each certificate that the application may prove itself with. */
  certificates?: readonly string[];
  /** Resources that the tenant knows beside Azure OpenAI and Resource Manager of every cloud. */
  resources?: readonly string[];
  tokenLifetimeSeconds?: number;
  /** Every token request fails with this code. */
  failure?: EntraFailure | undefined;
  clock?: Clock;
}

/** What a tenant answers, and what it saw of a client's certificate. */
interface EntraAnswer {
  status: number;
  body: unknown;
  assertion?: AssertionFacts | undefined;
}

/** Where tokens are given out, below the tenant. */
export const tokenPath = "/oauth2/v2.0/token";
/** The same in the first version. */
export const firstTokenPath = "/oauth2/token";

const codeOf = (failure: EntraFailure | undefined) =>
  failure === undefined ? undefined : Number(failure.slice("AADSTS".length));

/** One tenant with one application. */
export class Tenant {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokensIssued: IssuedToken[] = [];
  /** Whom tokens may be asked for. */
  readonly resources: Set<string>;
  /** The codes that the next token requests fail with, one each. */
  readonly failuresAhead: EntraFailure[] = [];
  /** The code that all others fail with. */
  standingFailure: EntraFailure | undefined;
  private readonly certificates: readonly string[];
  private readonly tokenLifetimeSeconds: number;
  private readonly clock: Clock;

  constructor(options: EntraOptions) {
    this.tenantId = options.tenantId ?? "11111111-2222-4333-8444-555555555555";
    this.clientId = options.clientId ?? "66666666-7777-4888-9999-000000000000";
    this.clientSecret = options.clientSecret ?? "local~client~secret~value";
    this.certificates = options.certificates ?? [];
    this.tokenLifetimeSeconds = options.tokenLifetimeSeconds ?? 3600;
    this.clock = options.clock ?? systemClock;
    this.resources = new Set([...wellKnownResources, ...(options.resources ?? [])].map(withoutSlash));
    this.standingFailure = options.failure;
  }

  /** Answers a request that came to the authority at this address. */
  answer(authorityHost: string, path: string, form: Record<string, string>): EntraAnswer {
    if (path === "/common/discovery/instance") {
      return { status: 200, body: instanceDiscovery(authorityHost, this.tenantId) };
    }
    const [, asked = ""] = path.split("/");
    const isKnown = asked === this.tenantId;
    const rest = path.slice(`/${asked}`.length);
    if (rest === tokenPath || rest === firstTokenPath)
      return this.answerToken(`${authorityHost}/${this.tenantId}`, isKnown, {
        form,
        isFirstVersion: rest === firstTokenPath,
      });
    if (rest !== "/v2.0/.well-known/openid-configuration") {
      return { status: 404, body: { error: "not_found" } };
    }
    return isKnown
      ? { status: 200, body: openIdConfiguration(authorityHost, asked) }
      : this.refuse(tenantNotFound);
  }

  private answerToken(
    tenantUrl: string,
    isKnown: boolean,
    { form, isFirstVersion }: { form: Record<string, string>; isFirstVersion: boolean },
  ): EntraAnswer {
    const { clientId, clientSecret, certificates, resources, tokenLifetimeSeconds: lifetimeSeconds } = this;
    const nowMs = this.clock.nowMs();
    const issuer = `${tenantUrl}/v2.0`;
    const audiences = [`${tenantUrl}${tokenPath}`, issuer];
    const rules = { clientId, clientSecret, certificates, resources, audiences, nowMs, isFirstVersion };
    const { audience, assertion, ...verdict } = judgeTokenRequest(form, rules);
    const forced = codeOf(this.failuresAhead.shift() ?? this.standingFailure);
    const code = forced ?? (isKnown ? verdict.code : tenantNotFound);
    if (code !== undefined) return { ...this.refuse(code), assertion };
    const { tenantId } = this;
    const issued = issueToken({ issuer, tenantId, clientId, audience, lifetimeSeconds, nowMs });
    this.tokensIssued.push(issued);
    const lasts = { expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds };
    // The first version writes its numbers as texts.
    const lastsInTexts = {
      expires_in: String(lifetimeSeconds),
      ext_expires_in: String(lifetimeSeconds),
      expires_on: String(Math.floor(issued.expiresAtMs / 1000)),
      not_before: String(Math.floor(nowMs / 1000)),
      resource: audience,
    };
    const body = {
      token_type: "Bearer",
      ...(isFirstVersion ? lastsInTexts : lasts),
      access_token: issued.token,
    };
    return { status: 200, body, assertion };
  }

  private refuse(code: number): EntraAnswer {
    const { error, status, sentence } = entraFailure(code);
    return { status, body: entraError(error, code, sentence, this.clock.nowMs()) };
  }
}

const tenantNotFound = 90002;
