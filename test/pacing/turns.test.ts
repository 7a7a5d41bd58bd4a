import { createTurns, mapInTurns } from "../../src/pacing/turns";
import { failureOf, keyConnection, run } from "../support/connector";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer";
import { TestClock } from "../support/testClock";

/** A millisecond goes by with each look at it. */
class RunningClock extends TestClock {
  override now(): number {
    this.advance(1);
    return super.now();
  }
}

let clock: RunningClock;
beforeEach(() => {
  clock = new RunningClock();
});
afterEach(() => clock.restore());

it("gives way after 20 ms of work, again and again", async () => {
  let others = 0;
  let isOver = false;
  const other = (): void => {
    others += 1;
    if (!isOver) setImmediate(other);
  };
  setImmediate(other);
  const nextTurn = createTurns({ remainingMs: () => 1, signal: undefined, action: "Any" });
  const items = Array.from({ length: 1000 }, (_, index) => index);
  expect(await mapInTurns(items, nextTurn, (item) => item * 2)).toEqual(items.map((item) => item * 2));
  isOver = true;
  expect(others).toBeGreaterThanOrEqual(40);
});

describe("going through the input ends with the step", () => {
  let server: ScriptedServer;
  beforeAll(async () => {
    server = await startScriptedServer();
  });
  afterAll(() => server.close());

  const many = Array.from({ length: 3000 }, (_, index) => index);
  const line = (index: number) =>
    JSON.stringify({
      custom_id: `r${index}`,
      method: "POST",
      url: "/v1/chat/completions",
      body: { model: "m" },
    });
  const records = many.map((index) => ({ name: `n${index}`, answer: index, expected: index }));
  const steps: Array<[string, string, Record<string, unknown>]> = [
    ["lines of a batch", "createBatchFromFile", { jsonLines: many.map(line).join("\n") }],
    ["prompts of a batch", "createBatch", { messages: many.map(String), model: "m" }],
    ["records of a batch", "createBatch", { records, promptTemplate: "{{name}}", model: "m" }],
    ["records to judge", "evaluateRecords", { records, model: "m" }],
    [
      "records to enrich",
      "enrichRecords",
      { records, promptTemplate: "{{name}}", outputField: "word", model: "m" },
    ],
  ];

  const comparison: (typeof steps)[number] = ["records to compare", "compareRecords", { records }];

  it.each([...steps, comparison])("when it is cancelled: %s", async (_what, action, params) => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const connection = keyConnection(server.url);
    const error = await failureOf(run(action, { connection, ...params }, { signal: controller.signal }));
    expect(error.message).toContain("was cancelled while it went through its input.");
    expect(server.requests).toHaveLength(0);
  });

  it.each(steps)("when its time is up: %s", async (_what, action, params) => {
    const requestOptions = { totalTimeout: "1000" };
    const error = await failureOf(
      run(action, { connection: keyConnection(server.url), requestOptions, ...params }),
    );
    expect(error).toMatchObject({ kind: "timeout", attempts: 0 });
    expect(error.message).toContain("going through its input took all of it. Raise Total Timeout (ms)");
    expect(server.requests).toHaveLength(0);
  });
});
