import type { RefusalReason } from "../../src/client/answer/refusalReason";
import { refusalReason } from "../../src/client/answer/refusalReason";
import { readServiceProblem } from "../../src/client/answer/serviceProblem";

/* Each word that tells a reason, in a sentence of its own. */

const said = (status: number, message: string): RefusalReason | undefined =>
  refusalReason(status, readServiceProblem(JSON.stringify({ error: { message } })));

const filled = (sentence: string, words: readonly string[]): string[] =>
  words.map((word) => sentence.replace("_", word));

const ofAccount = [
  ...filled("There _ credits on this key.", ["are no", "are not enough", "are insufficient"]),
  ...filled("The key is _ funds.", ["out of", "low on"]),
  ...filled("This key _ balance for it.", ["lacks", "lack"]),
  ...filled("The balance is _.", ["too low", "exhausted", "used up", "insufficient", "depleted"]),
  ...filled("Your billing _ has been reached.", ["hard limit", "soft limit", "limit"]),
  ...filled("The budget of the team was _.", ["exceeded", "reached", "used up"]),
  ...filled("The _ was reached.", ["spending limit", "spend limit", "budget"]),
  ...filled("The team is _ its budget.", ["over", "found to have exceeded"]),
  ...filled("This account is _.", [
    ...["not active", "inactive", "deactivated", "suspended", "terminated", "disabled", "closed"],
  ]),
  ...filled("This _ restricted.", ["account has been", "organization is"]),
  ...filled("Your _ not supported.", [
    "country is",
    "region is",
    "location",
    "country, region, or territory",
  ]),
  ...filled("Calls from this country, _ are refused.", ["region or territory", "region, or territory"]),
  ...filled("_ to use it.", ["Your organization must be verified", "Verify the organization"]),
  ...filled("Too many _.", ["fine-tuning jobs per day", "finetuning requests per month"]),
  ...filled("Access _ terminated.", ["was", "has been", "is"]),
  ...filled("The subscription is _.", [
    ...["disabled", "suspended", "deactivated", "cancelled", "canceled", "expired", "not active"],
  ]),
  ...filled("The resource is _.", ["blocked", "suspended", "disabled"]),
];

test.each(ofAccount)("an account: %s", (sentence) => {
  expect(said(400, sentence)).toBe("account");
  expect(said(429, sentence)).toBe("account");
});

const ofDeployment = [
  ...filled("The deployment _.", [
    ...["does not exist", "doesn't exist", "was not found", "could not be found", "is paused"],
  ]),
  ...filled("The model _.", [
    ...["is not available", "is not deployed", "is no longer available", "is no longer supported"],
    ...["has been deprecated", "has been retired", "has been removed"],
  ]),
  ...filled("This key does not have access to _ x.", ["the model", "model"]),
  ...filled("There is _ called x.", ["an unknown model", "no such deployment", "an invalid model"]),
];

test.each(ofDeployment)("a deployment: %s", (sentence) => {
  for (const status of [200, 400, 403, 404, 410, 422])
    expect([status, said(status, sentence)]).toEqual([status, "deployment"]);
  expect(said(500, sentence)).toBeUndefined();
});

const ofSize = [
  ...filled("The text is too _.", ["large", "big", "long"]),
  ...filled("The text _ reduced.", ["must be", "has to be", "needs to be", "should be"]),
  ...filled("Please reduce your _.", [
    ...["messages", "prompts", "inputs", "context", "text", "length", "size", "documents", "conversation"],
    ...["payload size", "body length", "number of input tokens", "amount of tokens"],
  ]),
  ...filled("Please _ the prompt.", ["shorten", "decrease", "trim"]),
  ...filled("It goes beyond the _.", ["context length", "context window", "context_window"]),
];

test.each(ofSize)("too large: %s", (sentence) => {
  for (const status of [200, 400, 413, 414, 422, 429, 500])
    expect([status, said(status, sentence)]).toEqual([status, "tooLarge"]);
  expect(said(503, sentence)).toBeUndefined();
});

const ofLimits = [
  ...filled("It exceeds the _ length.", ["maximum", "max", "model's", "supported", "allowed"]),
  ...filled("The _ exceeds the limit.", ["input", "prompt", "request", "message", "body", "payload"]),
  ...filled("The input is _ the maximum.", ["longer than", "larger than", "over"]),
];

test.each(ofLimits)("a limit, where the status tells that it is not one of rate: %s", (sentence) => {
  expect(said(400, sentence)).toBe("tooLarge");
  expect(said(429, sentence)).toBeUndefined();
});

test.each([
  ["Limit 30,000, Requested 41,234.", "tooLarge"],
  ["Limit 30000, Requested 30000.", undefined],
  ["Limit 141,234, Used 99, Requested 30,000.", undefined],
  ["Limit: 900, Requested: 1,000.", "tooLarge"],
] as const)("more than there ever is: %s", (sentence, reason) => {
  expect(said(429, sentence)).toBe(reason);
});

test("a wait that is told says that the account goes on", () => {
  const problem = readServiceProblem(
    JSON.stringify({ error: { message: "You exceeded your current quota. Please retry after 20 seconds." } }),
  );
  expect(problem.waitMs).toBe(20_000);
  expect(refusalReason(429, problem)).toBeUndefined();
});

test("a setting is not to blame where the sentence blames what was asked", () => {
  const blamed = (message: string) =>
    refusalReason(400, readServiceProblem(JSON.stringify({ error: { message, param: "temperature" } })));
  expect(blamed("This value is not supported.")).toBe("setting");
  expect(blamed("Your messages are not supported.")).toBeUndefined();
});
