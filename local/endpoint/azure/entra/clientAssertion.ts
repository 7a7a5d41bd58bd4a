import { constants, type KeyObject, verify, X509Certificate } from "node:crypto";
import { isRecord } from "../../server/answer";

/** Facts about a client assertion, accepted or not. */
export interface AssertionFacts {
  algorithm: string;
  /** The header that named the certificate. */
  thumbprintHeader: "x5t" | "x5t#S256" | undefined;
  /** How many certificates came along in `x5c`; 0 when the chain was left out. */
  chainLength: number;
}

/** The rules for assertions. */
export interface AssertionRules {
  /** PEM of each certificate that the application has registered. */
  certificates: readonly string[];
  clientId: string;
  /** The token endpoint, and other names that it goes by. */
  audiences: readonly string[];
  nowMs: number;
}

/** The facts of an assertion, and the AADSTS code of the first thing wrong with it. */
interface AssertionVerdict {
  facts: AssertionFacts | undefined;
  code: number | undefined;
}

/** The only type of assertion that the authority takes. */
export const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** How far the clocks of client and authority may be apart. */
const clockSkewSeconds = 300;

/** Checks the JWT that a client signed with its certificate. */
export const judgeAssertion = (assertion: string, rules: AssertionRules): AssertionVerdict => {
  const [headerPart = "", claimsPart = "", signaturePart = ""] = assertion.split(".");
  const header = decode(headerPart);
  const claims = decode(claimsPart);
  if (header === undefined || claims === undefined) return { facts: undefined, code: 50027 };
  const facts = readFacts(header);
  const signer = rules.certificates
    .map((pem) => new X509Certificate(pem))
    .find((certificate) => isNamedBy(header, certificate));
  const signed = Buffer.from(`${headerPart}.${claimsPart}`);
  const signature = Buffer.from(signaturePart, "base64url");
  const isSigned = signer !== undefined && isSignedBy(signer.publicKey, facts.algorithm, signed, signature);
  return { facts, code: isSigned ? refuseClaims(claims, rules) : 700027 };
};

const refuseClaims = (claims: Record<string, unknown>, rules: AssertionRules): number | undefined => {
  const { clientId, audiences, nowMs } = rules;
  const { aud, iss, sub, exp, nbf } = claims;
  if (iss !== clientId || sub !== clientId) return 700021;
  if (typeof aud !== "string" || !audiences.includes(aud)) return 700023;
  const now = nowMs / 1000;
  if (typeof exp !== "number" || exp <= now) return 700024;
  return typeof nbf === "number" && nbf > now + clockSkewSeconds ? 700024 : undefined;
};

const readFacts = (header: Record<string, unknown>): AssertionFacts => {
  const { alg, x5c } = header;
  const thumbprintHeader = (["x5t#S256", "x5t"] as const).find((name) => typeof header[name] === "string");
  return {
    algorithm: typeof alg === "string" ? alg : "",
    thumbprintHeader,
    chainLength: Array.isArray(x5c) ? x5c.length : 0,
  };
};

/** True when the header has the certificate's thumbprint. */
const isNamedBy = (header: Record<string, unknown>, certificate: X509Certificate): boolean => {
  const encode = (fingerprint: string) =>
    Buffer.from(fingerprint.replaceAll(":", ""), "hex").toString("base64url");
  const withoutPadding = (value: unknown) => (typeof value === "string" ? value.replace(/=+$/, "") : "");
  return (
    withoutPadding(header["x5t#S256"]) === encode(certificate.fingerprint256) ||
    withoutPadding(header["x5t"]) === encode(certificate.fingerprint)
  );
};

const isSignedBy = (publicKey: KeyObject, algorithm: string, signed: Buffer, signature: Buffer): boolean => {
  if (publicKey.asymmetricKeyType !== "rsa") return false;
  const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants;
  if (algorithm === "RS256") {
    return verify("sha256", signed, { key: publicKey, padding: RSA_PKCS1_PADDING }, signature);
  }
  if (algorithm !== "PS256") return false;
  const options = { key: publicKey, padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST };
  return verify("sha256", signed, options, signature);
};

const decode = (part: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
