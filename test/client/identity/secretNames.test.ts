import { isSecretName, secretsIn, suspectsIn } from "../../../src/client/identity/secretNames";

const secretNames = `
  key x-key api-key X-Api-Key x_api_key apiKey ApiKey APIKey XApiKey apikey x-apikey x-api-key-2 x-api-key-v2
  x-functions-key code x-access-code access_token accessToken accesstoken authToken x-auth x-auth-key x-auth-token
  helicone-auth cf-aig-authorization x-authorization x-ms-authorization-auxiliary x-goog-api-key x-portkey-api-key
  x-portkey-virtual-key x-amz-security-token x-vault-token x-csrf-token sig signature X-Signature x-jwt cookie
  set-cookie x-cookies password passwd pwd passphrase pass client-secret clientSecret client_secret secret
  subscription-key subscriptionkey Ocp-Apim-Subscription-Key x-team-secret-value x-gateway-credential credentials
  x-bearer sas private-key signing-key master-key session-token x-shared-secret bearertoken userpass
`
  .trim()
  .split(/\s+/);

const ordinaryNames = `
  x-portkey-provider x-portkey-azure-deployment-id x-author x-authors x-assignment country-code zip-code code-page
  currencyCode x-keyboard x-keyword x-monkey-name x-turkey passenger x-secretary tokenizer token-type token-count
  max-tokens x-key-vault key-id x-key-name x-auth-provider x-auth-mode x-auth-request-email x-cookie-consent
  x-signed x-sig-algorithm design x-passthrough x-pass-through compass bypass x-tenant x-team deployment model tier note
  x-note x-route routing-key x-partition-key cache-key prompt_cache_key idempotency-key Idempotency-Key sort-key
  public-key row-key x-correlation-id x-request-id user-agent x-session-id tokens x-encoding promo-code decode barcode
`
  .trim()
  .split(/\s+/);

test.each(secretNames)("%s says that its value is a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(ordinaryNames)("%s does not", (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each(["", "-", "__proto__", "ключ", "-".repeat(100_000), "aB".repeat(100_000)])(
  "%.20s is no secret's name",
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);

test.each<[value: string, secrets: string[]]>([
  ["plain", ["plain"]],
  ["Bearer abc.def", ["Bearer abc.def", "abc.def"]],
  ["basic dXNlcjpwYXNz", ["basic dXNlcjpwYXNz", "dXNlcjpwYXNz"]],
  ["session=abc123; theme=dark", ["session=abc123; theme=dark", "abc123", "dark"]],
  ["", []],
])("%j under a secret's name is hidden whole and in parts", (value, secrets) => {
  expect(secretsIn(value)).toEqual(secrets);
});

const long = "a-value-of-2026-with-31-letters";

test.each<[name: string, value: string, suspects: string[]]>([
  ["x-note", long, [long]],
  ["x-note", long.slice(0, 24), [long.slice(0, 24)]],
  ["x-note", long.slice(0, 23), []],
  ["x-note", "letters-alone-however-many-of-them", []],
  ["x-note", "1234567890123456789012345", []],
  ["x-note", "a sentence of 2026 with blanks in it", []],
  ["x-deployment", long, []],
  ["x-model-version", long, []],
  ["x-callback", "https://llm.contoso.example/v1/answers/2026", []],
  ["x-tenant", "6f0a1b2c-3d4e-4f60-8182-93a4b5c6d7e8", []],
  ["x-ms-client-request-id", "6F0A1B2C-3D4E-4F60-8182-93A4B5C6D7E8", []],
  ["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", []],
  ["x-note", "6f0a1b2c-3d4e-4f60-8182-93a4b5c6d7e8", ["6f0a1b2c-3d4e-4f60-8182-93a4b5c6d7e8"]],
  ["x-tenant", "6f0a1b2c3d4e4f60818293a4b5c6d7e8", ["6f0a1b2c3d4e4f60818293a4b5c6d7e8"]],
  ["x-note", "2026-11-25T23:40:00.123+01:00", []],
  ["x-note", "first.last+2026@department.contoso.example", []],
  ["x-note", `user@${long}`, [`user@${long}`]],
  ["x-callback", `https://llm.contoso.example/v1?s=${long}&t=1`, [long]],
])("%s: %s may be a secret in %j", (name, value, suspects) => {
  expect(suspectsIn(name, value)).toEqual(suspects);
});
