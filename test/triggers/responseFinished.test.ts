import { handOver } from "../../src/tasks/responses/handedOver";
import { responseOf, said } from "../actions/responses/support";
import { harness, keyConnection, silentLogger } from "../support/connector";
import { useServer, useTestClock } from "../support/hooks";
import { sendAnswer } from "../support/scriptedServer";

const clock = useTestClock();
const server = useServer();

type Reported = Array<{
  id: string;
  outcome: string | null;
  output_text: string;
  response: { status: string };
}>;

/** Responses of the service, by id; one that is not there is answered 404. */
let responses: Record<string, object> = {};

/** A flow whose state is saved as JSON between two polls, beside flows that create responses. */
const flow = (params: object = {}) => {
  let saved = "{}";
  const crossFlowState: Record<string, unknown> = {};
  return {
    saved: () => saved,
    create: (id: string, endpoint = `${server.url}/openai/v1`) => {
      responses[id] = responseOf([], { id, status: "queued" });
      Object.assign(crossFlowState, handOver({ id, status: "queued", endpoint }, crossFlowState));
    },
    poll: async (): Promise<Reported> => {
      server.script(...Array(100).fill(answerKept));
      const instanceState = JSON.parse(saved) as Record<string, unknown>;
      const { payload } = (await harness.trigger(
        "responseFinished",
        {},
        { connection: keyConnection(server.url), requestOptions: { maxRetries: "0" }, ...params } as never,
        { instanceState, crossFlowState, logger: silentLogger } as never,
      )) as unknown as { payload: { body: { data: { responses: Reported } } } };
      saved = JSON.stringify(instanceState);
      return payload.body.data.responses;
    },
  };
};

const refusal = { status: 400, body: { error: { message: "The response is odd.", code: "odd" } } };

const answerKept: Parameters<typeof server.script>[0] = ({ url }, response) => {
  const kept = responses[url.split("/").at(-1) ?? ""];
  if (!kept && url.endsWith("/resp_odd")) return sendAnswer(response, refusal);
  sendAnswer(response, kept ? { body: kept } : { status: 404, body: { error: { message: "Not found." } } });
};

const finish = (id: string, status = "completed", more: object = {}) => {
  responses[id] = responseOf([said(`This is ${id}.`)], { id, status, ...more });
};

const idsOf = (reported: Reported) => reported.map(({ id }) => id);

beforeEach(() => {
  responses = {};
});

describe("Response Finished", () => {
  it("reports each end once, the earliest first, with its outcome and text", async () => {
    const { create, poll } = flow();
    for (const id of ["resp_a", "resp_b", "resp_c"]) create(id);
    expect(await poll()).toEqual([]);
    finish("resp_b", "completed", { completed_at: 1_800_000_020 });
    finish("resp_c", "incomplete", {
      completed_at: 1_800_000_010,
      incomplete_details: { reason: "max_output_tokens" },
    });
    expect(await poll()).toMatchObject([
      { id: "resp_c", outcome: "truncated", response: { status: "incomplete" } },
      { id: "resp_b", outcome: "answered", output_text: "This is resp_b." },
    ]);
    expect(await poll()).toEqual([]);
    finish("resp_a", "failed");
    expect(await poll()).toMatchObject([{ id: "resp_a", outcome: "failed" }]);
    expect(await poll()).toEqual([]);
  });

  it("reports nothing twice, days later as well, and goes on after missed polls", async () => {
    const { create, poll } = flow();
    create("resp_a");
    finish("resp_a");
    expect(idsOf(await poll())).toEqual(["resp_a"]);
    for (let day = 0; day < 4; day += 1) {
      clock.advance(86_400_000);
      expect(await poll()).toEqual([]);
    }
    create("resp_b");
    finish("resp_b");
    clock.advance(3 * 86_400_000);
    expect(idsOf(await poll())).toEqual(["resp_b"]);
  });

  it("asks for none that has ended or is of another endpoint, and forgets what was deleted", async () => {
    const { create, poll, saved } = flow();
    create("resp_a");
    create("resp_other", "https://other.example/openai/v1");
    create("resp_deleted");
    finish("resp_a");
    delete responses["resp_deleted"];
    await poll();
    expect(server.requests.map(({ url }) => url.split("/").at(-1))).toEqual(["resp_a", "resp_deleted"]);
    expect(saved()).not.toContain("resp_deleted");
  });

  it("passes over the ends that were not asked for, for good, and reports words that nobody knows", async () => {
    const { create, poll } = flow({ statuses: ["failed"] });
    for (const id of ["resp_a", "resp_b", "resp_c"]) create(id);
    finish("resp_a");
    finish("resp_b", "failed");
    finish("resp_c", "abandoned");
    expect(idsOf(await poll()).sort()).toEqual(["resp_b", "resp_c"]);
    expect(await poll()).toEqual([]);
  });

  it("reports the others where one is refused, which it asks for again", async () => {
    const { create, poll } = flow();
    for (const id of ["resp_a", "resp_odd"]) create(id);
    finish("resp_a");
    delete responses["resp_odd"];
    expect(idsOf(await poll())).toEqual(["resp_a"]);
    finish("resp_odd");
    expect(idsOf(await poll())).toEqual(["resp_odd"]);
  });

  it("leaves its state as it was where a poll fails, and takes what is no response as open", async () => {
    const { create, poll, saved } = flow();
    create("resp_a");
    await poll();
    const before = saved();
    responses["resp_a"] = { error: { message: "Down.", code: "server_error" } };
    await expect(poll()).rejects.toThrow();
    expect(saved()).toBe(before);
    finish("resp_a");
    expect(idsOf(await poll())).toEqual(["resp_a"]);
  });
});
