import { AzureOpenAIError, type ErrorFacts } from "../../src/client/errors/errors";
import { signatureOf } from "../../src/pacing/commonRefusal";

const refused = (facts: Partial<ErrorFacts>, sentence = "No 7 is not taken.") =>
  new AzureOpenAIError(
    { what: "It was refused.", sentence },
    { kind: "rejected", attempts: 1, status: 400, ...facts },
  );

describe("a refusal without a reason has in common with others", () => {
  it("its status, code, parameter and words, apart from numbers and the request's id", () => {
    const facts = { code: "invalid", param: "max_input_tokens" };
    expect(signatureOf(refused({ ...facts, requestId: "r1" }, "No 7 of r1."))).toBe(
      "400 invalid max_input_tokens No # of .",
    );
    expect(signatureOf(refused(facts, "No 8 of ."))).toBe("400 invalid max_input_tokens No # of .");
  });

  it.each([400, 404, 422, 499])("something with the status %d", (status) => {
    expect(signatureOf(refused({ status }))).toBeDefined();
  });

  it.each([399, 408, 409, 425, 429, 500])("nothing with the status %d", (status) => {
    expect(signatureOf(refused({ status }))).toBeUndefined();
  });

  it.each(["messages", "messages[1].content", "input", "prompt", "Prompt", "image", "image[0]"])(
    "nothing where it is about %s, which differs from item to item",
    (param) => {
      expect(signatureOf(refused({ param }))).toBeUndefined();
    },
  );

  it.each(["max_input_tokens", "no_images", "system_prompt", "tools"])(
    "something where it is about %s",
    (param) => {
      expect(signatureOf(refused({ param }))).toBeDefined();
    },
  );
});

it.each([undefined, null, "No.", new Error("No."), refused({ kind: "network" })])("is none: %#", (error) => {
  expect(signatureOf(error)).toBeUndefined();
});
