import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { ask, call, chatPath } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const prompts = async (text: string) => {
  const { body } = await call(endpoint, chatPath, ask(text));
  return body.prompt_filter_results[0].content_filter_results;
};

const answers = async (text: string) => {
  const { body } = await call(endpoint, chatPath, ask(text));
  return body.choices[0].content_filter_results;
};

const respond = (input: string) => call(endpoint, "/openai/v1/responses", { model: "gpt-5.4", input });

describe("a word for each category", () => {
  test.each([
    ["hate", { filtered: true, severity: "high" }],
    ["self-harm", { filtered: true, severity: "high" }],
    ["jailbreak", { filtered: true, detected: true }],
  ])("forbidden-%s has the prompt refused", async (word, result) => {
    const { status, body } = await call(endpoint, chatPath, ask(`a forbidden-${word} b`));
    const { content_filter_result: results } = body.error.innererror;
    expect([status, results[word.replace("-", "_")], results.sexual.filtered]).toEqual([400, result, false]);
  });

  test("filtered-sexual has the answer cut", async () => {
    const { body } = await call(endpoint, chatPath, ask("filtered-sexual"));
    expect(body.choices[0].finish_reason).toBe("content_filter");
    expect(body.choices[0].content_filter_results).toMatchObject({
      sexual: { filtered: true, severity: "medium" },
      violence: { filtered: false },
    });
  });

  test("mild-violence and suspected-jailbreak are told alone", async () => {
    expect(await prompts("mild-violence suspected-jailbreak")).toMatchObject({
      violence: { filtered: false, severity: "low" },
      jailbreak: { filtered: false, detected: true },
      indirect_attack: { filtered: false, detected: false },
    });
  });

  test("a stream has it with the end of the answer", async () => {
    const { body } = await call(endpoint, chatPath, ask("filtered-sexual", { stream: true }));
    expect(body).toContain('"finish_reason":"content_filter","content_filter_results":{"hate":');
    expect(body).toContain('"choices":[],"prompt_filter_results":');
  });

  test("Responses and images have the same words", async () => {
    const refused = await respond("forbidden-hate");
    expect(refused.body.error.content_filters[0].content_filter_results.hate.filtered).toBe(true);
    const image = { model: "gpt-image-2", prompt: "mild-hate" };
    const { body } = await call(endpoint, "/openai/v1/images/generations", image);
    expect(body.data[0].prompt_filter_results.hate.severity).toBe("low");
  });
});

describe("a word for what else is found", () => {
  test("personal-data: the answer with it replaced", async () => {
    const { personally_identifiable_information: found } = await answers("Say personal-data ann@example.com");
    expect(found).toMatchObject({ detected: true, redacted_text: expect.stringMatching(/\*{5}/) });
    expect(found.redacted_text).not.toContain("ann@");
    expect(found.sub_categories[0]).toMatchObject({ sub_category: "Email", redacted: true });
  });

  test("protected-code: where it comes from", async () => {
    const { protected_material_code: found } = await answers("protected-code");
    expect(found).toMatchObject({ detected: true, citation: { license: "MIT" } });
  });

  test("listed-word: the blocklist; failed-filter: an error", async () => {
    expect((await prompts("listed-word")).custom_blocklists.details[0].id).toBe("local-blocklist");
    expect((await answers("failed-filter")).error.code).toBe(500);
  });

  test("none: nothing of it", async () => {
    expect(Object.keys(await answers("Say one"))).not.toContain("personally_identifiable_information");
    expect(Object.keys(await prompts("Say one"))).not.toContain("custom_blocklists");
  });

  test("Responses have an entry for the prompt and one for the answer", async () => {
    const { body } = await respond("Say protected-code");
    expect(body.content_filters.map(({ source_type: source }: { source_type: string }) => source)).toEqual([
      "prompt",
      "completion",
    ]);
    expect(body.content_filters[1].content_filter_results.protected_material_code.detected).toBe(true);
  });
});
