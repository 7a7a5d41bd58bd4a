import { withoutSlash } from "./accessTokens";
import { type AssertionFacts, type AssertionRules, judgeAssertion, jwtBearer } from "./clientAssertion";

/** What a token request has to fit. */
interface TokenRequestRules extends AssertionRules {
  clientSecret: string;
  /** Whom tokens may be asked for. */
  resources: ReadonlySet<string>;
  /** True for the first version of the endpoint, which takes `resource` in place of `scope`. */
  isFirstVersion: boolean;
}

/** Whom a token was asked for, and the AADSTS code of the first thing wrong with the request. */
interface TokenRequestVerdict {
  audience: string;
  code: number | undefined;
  assertion: AssertionFacts | undefined;
}

/** Whom a token of the first version is for that names nobody. */
const withoutResource = "https://graph.microsoft.com";

/** Checks the form of a client credentials request. */
export const judgeTokenRequest = (
  form: Record<string, string>,
  rules: TokenRequestRules,
): TokenRequestVerdict => {
  const [scope = ""] = (form["scope"] ?? "").split(" ");
  const audience = rules.isFirstVersion
    ? (form["resource"] ?? withoutResource)
    : scope.replace(/\/\.default$/, "");
  const proof = judgeProof(form, rules);
  const refuseClient = (): number | undefined => {
    if (form["grant_type"] !== "client_credentials") return 70003;
    return form["client_id"] === rules.clientId ? undefined : 700016;
  };

  const refuseScope = (): number | undefined => {
    if (rules.isFirstVersion && form["resource"] === undefined) return undefined;
    if (!rules.isFirstVersion && form["resource"] !== undefined) return 901002;
    if (!rules.isFirstVersion && !scope.endsWith("/.default")) return 70011;
    return rules.resources.has(withoutSlash(audience)) ? undefined : 500011;
  };

  return { audience, code: refuseClient() ?? proof.code ?? refuseScope(), assertion: proof.assertion };
};

/** The client's proof of who it is: a secret, or an assertion signed with a certificate. */
const judgeProof = (
  form: Record<string, string>,
  rules: TokenRequestRules,
): Pick<TokenRequestVerdict, "code" | "assertion"> => {
  const { client_assertion: assertion, client_assertion_type: type, client_secret: secret } = form;
  if (assertion !== undefined) {
    const { facts, code } = judgeAssertion(assertion, rules);
    return { code: type === jwtBearer ? code : 7000216, assertion: facts };
  }
  if (secret === undefined) return { code: 7000216, assertion: undefined };
  return { code: secret === rules.clientSecret ? undefined : 7000215, assertion: undefined };
};
