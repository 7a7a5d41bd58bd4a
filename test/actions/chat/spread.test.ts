import { answerOf, broken, once, startDeployments } from "../../client/fallbackRig";
import { chatAnswer } from "../../support/answers";
import { keyConnection, run } from "../../support/connector";
import { type ScriptedAnswer, sendAnswer } from "../../support/scriptedServer";

const prompts = Array.from({ length: 12 }, (_, index) => `Prompt ${index + 1}`);

const errorOf = (message: string, param: string) => ({
  status: 400,
  body: { error: { message, param, code: "unsupported_parameter" } },
});

interface Data {
  counts: object;
  results: Array<{
    output_text: string;
    error: { message: string } | null;
    fallback: { answeredBy: { deployment: string }; passedOver: object[] };
  }>;
}

const spreadAt = async (server: { url: string }, params: object = {}): Promise<Data> => {
  const { data } = await run("createCompletions", {
    connection: keyConnection(server.url),
    model: "a",
    messages: JSON.stringify(prompts),
    fallbackModels: ["b"],
    bulkOptions: { spread: "true" },
    requestOptions: once,
    ...params,
  });
  return data as Data;
};

describe("Spread over Fallbacks", () => {
  it("uses all deployments at the same time, and says which one answered each prompt", async () => {
    const server = await startDeployments({ a: answerOf("a"), b: answerOf("b") });
    const data = await spreadAt(server);
    expect(data.counts).toEqual({ total: 12, succeeded: 12, failed: 0, remaining: 0 });
    expect(server.asked.filter((name) => name === "a")).toHaveLength(6);
    expect(server.asked.filter((name) => name === "b")).toHaveLength(6);
    for (const { output_text, fallback } of data.results)
      expect(output_text).toBe(`from ${fallback.answeredBy.deployment}`);
  });

  it("leaves a deployment alone that fails, and tells why", async () => {
    const server = await startDeployments({ a: answerOf("a"), b: broken });
    const data = await spreadAt(server, { bulkOptions: { spread: "true", concurrentRequests: "2" } });
    expect(data.counts).toMatchObject({ succeeded: 12, failed: 0 });
    expect(server.asked.filter((name) => name === "b")).toHaveLength(1);
    const passedOver = data.results.flatMap(
      ({ fallback }: { fallback: { passedOver: object[] } }) => fallback.passedOver,
    );
    expect(passedOver).toEqual([
      expect.objectContaining({ deployment: "b", reason: expect.stringContaining("status 500") }),
    ]);
  });

  it("keeps the prompts of a deployment that does not exist and of a wrong second credential", async () => {
    const server = await startDeployments({ a: answerOf("a") });
    const other = await startDeployments({
      a: { status: 401, body: { error: { code: "401", message: "Access denied" } } },
    });
    const data = await spreadAt(server, { fallbackConnection: keyConnection(other.url) });
    expect(data.counts).toMatchObject({ succeeded: 12, failed: 0 });
  });

  it.each([
    ["a wrong credential", { status: 401, body: { error: { code: "401", message: "Access denied" } } }],
    ["a used-up quota", { status: 403, body: { error: { code: "insufficient_quota", message: "Used up" } } }],
  ])("goes on where prompts fail by themselves, and the other connection has %s", async (_what, refusal) => {
    const bad = ["Prompt 3", "Prompt 5", "Prompt 6", "Prompt 7", "Prompt 9", "Prompt 10"];
    const server = await startDeployments({
      a: ({ body }, response) =>
        sendAnswer(response, bad.includes(JSON.parse(body).messages[0].content) ? broken : answerOf("a")),
    });
    const other = await startDeployments({ a: refusal });
    const data = await spreadAt(server, { fallbackModels: [], fallbackConnection: keyConnection(other.url) });
    expect(data.counts).toEqual({ total: 12, succeeded: 6, failed: 6, remaining: 0 });
    for (const { error } of data.results) if (error) expect(error.message).toContain("status 500");
  });

  it("leaves a deployment alone that refuses a setting, and ends where all of them do", async () => {
    const refusal = errorOf("Unsupported parameter: 'top_k' is not supported with this model.", "top_k");
    const server = await startDeployments({ a: answerOf("a"), b: refusal });
    const bulkOptions = { spread: "true", concurrentRequests: "2" };
    const data = await spreadAt(server, { bulkOptions, messages: JSON.stringify([...prompts, ...prompts]) });
    expect(data.counts).toEqual({ total: 24, succeeded: 24, failed: 0, remaining: 0 });
    expect(server.asked.filter((name) => name === "b").length).toBeLessThan(7);
    server.deploy("a", refusal);
    server.asked.length = 0;
    await expect(spreadAt(server, { bulkOptions })).rejects.toThrow("Unsupported parameter: 'top_k'");
    expect(server.asked.length).toBeLessThan(24);
  });

  it.each<[what: string, entry: ScriptedAnswer, most: number]>([
    ["a page in place of an answer", { body: "<html>Welcome</html>" }, 5],
    ["an answer that is cut off", { body: '{"id":"x","choices":[{"me' }, 5],
    ["an answer without choices", { body: { id: "x", object: "chat.completion", choices: [] } }, 5],
    ["a redirect", { status: 302, headers: { location: "https://example.com/" } }, 5],
    ["a path that takes no request", { status: 405, body: { error: { message: "Method not allowed" } } }, 10],
    [
      "a version that it lacks",
      { status: 400, body: { error: { message: "API version not supported" } } },
      10,
    ],
  ])(
    "leaves a deployment alone that gives %s, and its prompts go to the others",
    async (_what, entry, most) => {
      const server = await startDeployments({ a: answerOf("a"), b: entry });
      const data = await spreadAt(server, {
        bulkOptions: { spread: "true", concurrentRequests: "2" },
        messages: JSON.stringify([...prompts, ...prompts]),
      });
      expect(data.counts).toEqual({ total: 24, succeeded: 24, failed: 0, remaining: 0 });
      expect(server.asked.filter((name) => name === "a")).toHaveLength(24);
      expect(server.asked.filter((name) => name === "b").length).toBeLessThan(most);
    },
  );

  it("gives prompts that one model is too small for to the others, and their error where all are", async () => {
    const message = "This model's maximum context length is 10 tokens. Your messages resulted in 20 tokens.";
    const tooLong = { status: 400, body: { error: { message, code: "context_length_exceeded" } } };
    const long = ["Prompt 3", "Prompt 5", "Prompt 8"];
    const server = await startDeployments({
      a: ({ body }, response) =>
        sendAnswer(response, long.includes(JSON.parse(body).messages[0].content) ? tooLong : answerOf("a")),
      b: tooLong,
    });
    const data = await spreadAt(server);
    expect(data.counts).toEqual({ total: 12, succeeded: 9, failed: 3, remaining: 0 });
    for (const { error } of data.results)
      if (error) expect(error.message).toContain("maximum context length");
    expect(server.asked.filter((name) => name === "a")).toHaveLength(12);
  });

  it("asks one deployment alone where a content filter stops a prompt", async () => {
    const filtered = { status: 400, body: { error: { message: "Filtered", code: "content_filter" } } };
    const server = await startDeployments({ a: filtered, b: filtered });
    const data = await spreadAt(server);
    expect(data.counts).toMatchObject({ failed: 12 });
    expect(server.asked).toHaveLength(12);
  });

  it("ends at the first prompt where every connection has a wrong credential", async () => {
    const refusal = { status: 401, body: { error: { code: "401", message: "Access denied" } } };
    const [server, other] = [await startDeployments({ a: refusal }), await startDeployments({ a: refusal })];
    const params = { fallbackModels: [], fallbackConnection: keyConnection(other.url) };
    const bulkOptions = { spread: "true", concurrentRequests: "2" };
    await expect(spreadAt(server, { ...params, bulkOptions })).rejects.toThrow("Access denied");
    expect(server.asked.length + other.asked.length).toBeLessThan(6);
  });

  it("ends after a handful where each deployment refuses all prompts in words of its own", async () => {
    const refusing = (message: string) => ({ status: 400, body: { error: { message } } });
    const server = await startDeployments({ a: refusing("Not like this."), b: refusing("No way.") });
    const bulkOptions = { spread: "true", concurrentRequests: "2" };
    await expect(spreadAt(server, { bulkOptions })).rejects.toThrow("Not like this.");
    expect(server.asked.length).toBeLessThan(15);
  });

  it("is refused where there is one deployment alone, before anything is sent", async () => {
    const server = await startDeployments({ a: chatAnswer("a") });
    await expect(spreadAt(server, { fallbackModels: [] })).rejects.toThrow(
      "Spread over Fallbacks: there is only one deployment to use. Enter Fallback Models / Deployments or a Fallback Connection, or set it to false.",
    );
    expect(server.asked).toEqual([]);
  });
});
