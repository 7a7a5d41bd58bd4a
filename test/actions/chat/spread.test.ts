import { answerOf, broken, once, startDeployments } from "../../client/fallbackRig";
import { chatAnswer } from "../../support/answers";
import { keyConnection, run } from "../../support/connector";

const prompts = Array.from({ length: 12 }, (_, index) => `Prompt ${index + 1}`);

interface Data {
  counts: object;
  results: Array<{
    output_text: string;
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

  it("is refused where there is one deployment alone, before anything is sent", async () => {
    const server = await startDeployments({ a: chatAnswer("a") });
    await expect(spreadAt(server, { fallbackModels: [] })).rejects.toThrow(
      "Spread over Fallbacks: there is only one deployment to use. Enter Fallback Models / Deployments or a Fallback Connection, or set it to false.",
    );
    expect(server.asked).toEqual([]);
  });
});
