import { hideInRecord, hideInText } from "../../../local/endpoint";

test.each([
  ["authorization", "Bearer abc"],
  ["Authorization", "abc"],
  ["api-key", "abc"],
  ["Ocp-Apim-Subscription-Key", "abc"],
  ["x-api-key", "abc"],
  ["subscriptionKey", "abc"],
  ["cookie", "a=b"],
  ["set-cookie", "a=b"],
  ["proxy-authorization", "Basic abc"],
  ["x-ms-authorization-auxiliary", "Bearer abc"],
  ["x-amz-security-token", "abc"],
  ["code", "abc"],
  ["sig", "abc"],
  ["client_secret", "abc"],
])("the value of %s is hidden: %s", (name, value) => {
  expect(hideInRecord({ [name]: value })).toEqual({ [name]: "[hidden]" });
});

test.each([
  ["x-ratelimit-remaining-tokens", "100"],
  ["idempotency-key", "abc"],
  ["content-type", "application/json"],
  ["x-ms-client-request-id", "11111111-2222-4333-8444-555555555555"],
  ["api-version", "2024-10-21"],
])("the value of %s stays: %s", (name, value) => {
  expect(hideInRecord({ [name]: value })).toEqual({ [name]: value });
});

test.each([
  ['{"access_token":"abc","expires_in":3599}', '{"access_token":"[hidden]","expires_in":3599}'],
  ['{"client_secret" : "a\\"b\\\\","c":1}', '{"client_secret" : "[hidden]","c":1}'],
  ['{"signing_secret":"cut o', '{"signing_secret":"[hidden]"'],
  ["grant_type=x&client_secret=a%7Eb&scope=y", "grant_type=x&client_secret=[hidden]&scope=y"],
  ["client_assertion=abc", "client_assertion=[hidden]"],
  ["a eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln b", "a [hidden] b"],
  ["whsec_MDEyMzQ1Njc4OQ==", "[hidden]"],
  ['{"usage":{"total_tokens":5},"max_tokens":7}', '{"usage":{"total_tokens":5},"max_tokens":7}'],
])("in %s", (text, expected) => {
  expect(hideInText(text)).toBe(expected);
});

test("what is known to be secret is hidden wherever it is", () => {
  expect(hideInText("a key-0123 b key-0123", ["key-0123"])).toBe("a [hidden] b [hidden]");
  expect(hideInRecord({ "x-odd": "key-0123" }, ["key-0123"])).toEqual({ "x-odd": "[hidden]" });
});

test.each([
  ['"access_token":"', "\\\\"],
  ["eyJ", "eyJaaaaaaaa."],
  ["eyJ", "eyJ"],
  ["", "whsec_aaaa/"],
  ["", '"access_token"   '],
  ["", "client_secret="],
])("a long text of %s and many %s takes no time to speak of", (beginning, part) => {
  const text = beginning + part.repeat(Math.ceil((256 * 1024) / part.length));
  const startedMs = performance.now();
  hideInText(text);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});
