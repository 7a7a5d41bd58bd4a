/** A JSON Web Token with these claims, and a signature that nobody checks. */
export const webToken = (claims: Record<string, unknown>): string =>
  [{ typ: "JWT", alg: "RS256" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("c2lnbmF0dXJlLW9mLXRoZS10b2tlbg")
    .join(".");

/** A connection with a token that was pasted. */
export const pastedConnection = (
  endpoint: string,
  accessToken: unknown,
  fields: Record<string, unknown> = {},
) => ({
  key: "entraToken",
  configVarKey: "Azure OpenAI",
  fields: { accessToken, endpoint, apiVersion: "v1", defaultModel: "gpt-5.4", ...fields },
});

/** A connection with a user's sign-in, as the platform hands it over. */
export const signInConnection = (
  endpoint: string,
  token: Record<string, unknown> | null | undefined,
  fields: Record<string, unknown> = {},
) => ({
  key: "entraUser",
  configVarKey: "Azure OpenAI",
  fields: {
    defaultModel: "gpt-5.4",
    tenantId: "organizations",
    clientId: "client",
    clientSecret: "user~app~secret",
    endpoint,
    ...fields,
  },
  ...(token !== undefined && { token }),
});
