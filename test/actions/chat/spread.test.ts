import { answerOf, broken, once, startDeployments } from "../../client/fallbackRig";
import { chatAnswer } from "../../support/answers";
import { keyConnection, run } from "../../support/connector";
import { sendAnswer } from "../../support/scriptedServer";

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

  it("ends at the first prompt where every connection has a wrong credential", async () => {
    const refusal = { status: 401, body: { error: { code: "401", message: "Access denied" } } };
    const [server, other] = [await startDeployments({ a: refusal }), await startDeployments({ a: refusal })];
    const params = { fallbackModels: [], fallbackConnection: keyConnection(other.url) };
    const bulkOptions = { spread: "true", concurrentRequests: "2" };
    await expect(spreadAt(server, { ...params, bulkOptions })).rejects.toThrow("Access denied");
    expect(server.asked.length + other.asked.length).toBeLessThan(6);
  });

  it("is refused where there is one deployment alone, before anything is sent", async () => {
    const server = await startDeployments({ a: chatAnswer("a") });
    await expect(spreadAt(server, { fallbackModels: [] })).rejects.toThrow(
      "Spread over Fallbacks: there is only one deployment to use. Enter Fallback Models / Deployments or a Fallback Connection, or set it to false.",
    );
    expect(server.asked).toEqual([]);
  });
});
