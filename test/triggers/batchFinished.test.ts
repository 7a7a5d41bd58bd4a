import component from "../../src/index";
import { connectionTo, datedVersion } from "../actions/support";
import { failureOf } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";
import { idsOf, pollingFlow, startBatchService } from "./batchService";

const now = startMs / 1000;
const day = 86_400;

const clock = useTestClock();
const service = useStarted(() => startBatchService());

const batch = (id: string, status: string, createdAt: number | string = now - 60, more = {}) => ({
  id,
  object: "batch",
  status,
  created_at: createdAt,
  ...more,
});

/** Old finished batches, newest first. */
const history = (count: number, newestAt = now - 2 * day) =>
  Array.from({ length: count }, (_, index) => {
    const createdAt = newestAt - index * 600;
    return batch(`old_${createdAt}`, "completed", createdAt);
  });

const finish = (id: string, status = "completed") => {
  for (const candidate of service.batches) if (candidate.id === id) candidate.status = status;
};

describe("the first poll", () => {
  beforeEach(() => {
    service.batches = [
      batch("running", "in_progress"),
      batch("done", "completed"),
      batch("old", "failed", now - 9 * day),
    ];
  });

  test("reports nothing that had finished before it", async () => {
    const flow = pollingFlow(service);
    expect(await flow.poll()).toMatchObject({ reported: [], resultType: "polled_no_changes" });
    finish("running");
    expect(idsOf(await flow.poll())).toEqual(["running"]);
  });

  test("reports it when Include Earlier Batches says so, and once", async () => {
    const flow = pollingFlow(service, { includeEarlier: "true" });
    expect(idsOf(await flow.poll()).sort()).toEqual(["done", "old"]);
    expect(await flow.poll()).toMatchObject({ reported: [], resultType: "polled_no_changes" });
  });

  test("reads a service without batches", async () => {
    service.batches = [];
    const flow = pollingFlow(service);
    expect(await flow.poll()).toMatchObject({ reported: [], resultType: "polled_no_changes" });
    service.batches = [batch("quick", "completed", now + 1)];
    expect(idsOf(await flow.poll())).toEqual(["quick"]);
  });
});

describe("a deployment", () => {
  const ended = (id: string, at: number) => batch(id, "completed", at - 600, { completed_at: at });

  test("is when reporting begins: a first poll that failed or came late loses nothing", async () => {
    const flow = pollingFlow(service);
    await flow.deploy();
    service.batches = [ended("before", now - 3600), ended("behind", now + 30)];
    clock.advance(3_600_000);
    expect(idsOf(await flow.poll())).toEqual(["behind"]);
    expect(await flow.poll()).toMatchObject({ reported: [], resultType: "polled_no_changes" });
  });

  test("that is made again reports nothing anew, and keeps what is not reported yet", async () => {
    const flow = pollingFlow(service);
    await flow.deploy();
    service.batches = [ended("first", now + 30)];
    clock.advance(3_600_000);
    await flow.deploy();
    expect(idsOf(await flow.poll())).toEqual(["first"]);
    await flow.deploy();
    expect(await flow.poll()).toMatchObject({ reported: [] });
  });
});

describe("a finished batch", () => {
  const report = async (finished: ReturnType<typeof batch>) => {
    service.batches = [finished];
    const { reported } = await pollingFlow(service, { includeEarlier: true }).poll();
    return reported[0];
  };

  test("comes as the service wrote it, with a summary", async () => {
    const finished = batch("b1", "completed", 1_000_000_000, {
      completed_at: 1_000_000_090,
      output_file_id: "file-1",
      error_file_id: "file-2",
      request_counts: { total: 3, completed: 2, failed: 1 },
    });
    expect(await report(finished)).toEqual({
      batch: finished,
      summary: {
        id: "b1",
        status: "completed",
        isFinished: true,
        total: 3,
        succeeded: 2,
        failed: 1,
        outputFileId: "file-1",
        errorFileId: "file-2",
        durationSeconds: 90,
        errors: [],
      },
    });
  });

  test("is read as Azure writes it: capitalized, with ISO times and empty file ids", async () => {
    const failed = batch("b2", "Failed", "2026-11-20T10:00:00Z", {
      failed_at: "2026-11-20T10:02:00.000Z",
      output_file_id: "",
      error_file_id: "",
      request_counts: null,
      errors: { object: "list", data: [{ code: "empty_file", message: "The file is empty.", line: 1 }] },
    });
    expect((await report(failed))?.summary).toEqual({
      id: "b2",
      status: "failed",
      isFinished: true,
      total: 0,
      succeeded: 0,
      failed: 0,
      outputFileId: null,
      errorFileId: null,
      durationSeconds: 120,
      errors: [{ code: "empty_file", message: "The file is empty.", line: 1, param: null }],
    });
  });

  test("has no duration where a time is missing", async () => {
    expect((await report(batch("b3", "expired")))?.summary).toMatchObject({
      status: "expired",
      durationSeconds: null,
    });
  });

  test("is reported with others by the time of its end", async () => {
    service.batches = [
      batch("later", "completed", now - 90, { completed_at: now - 5 }),
      batch("earlier", "cancelled", now - 80, { cancelled_at: now - 50 }),
    ];
    const polled = await pollingFlow(service, { includeEarlier: true }).poll();
    expect(idsOf(polled)).toEqual(["earlier", "later"]);
  });
});

describe("statuses", () => {
  test.each(["completed", "failed", "expired", "cancelled"])("%s is an end", async (status) => {
    service.batches = [batch("one", "validating")];
    const flow = pollingFlow(service);
    await flow.poll();
    finish("one", status.toUpperCase());
    expect(idsOf(await flow.poll())).toEqual(["one"]);
  });

  test.each(["validating", "in_progress", "Finalizing", "cancelling"])("%s is none", async (status) => {
    service.batches = [batch("one", status)];
    expect(idsOf(await pollingFlow(service, { includeEarlier: true }).poll())).toEqual([]);
  });

  test("that were not chosen are passed over for good", async () => {
    service.batches = [batch("one", "in_progress"), batch("two", "in_progress")];
    const flow = pollingFlow(service, { statuses: ["failed", "expired"] });
    await flow.poll();
    finish("one", "completed");
    expect(await flow.poll()).toMatchObject({ reported: [], resultType: "polled_no_changes" });
    finish("two", "failed");
    expect(idsOf(await flow.poll())).toEqual(["two"]);
  });
});

describe("requests", () => {
  const urls = () => service.server.requests.map(({ url }) => url.replace(/^.*\/openai\/v1/, ""));
  const poll = async (flow: ReturnType<typeof pollingFlow>) => {
    service.server.requests.length = 0;
    return flow.poll();
  };

  test.each([
    ["v1", "/openai/v1/batches?limit=100"],
    ["dated", `/openai/batches?limit=100&api-version=${datedVersion}`],
    ["openai", "/v1/batches?limit=100"],
  ] as const)("go to the right address: %s", async (flavour, url) => {
    await pollingFlow(service, { connection: connectionTo(service.server.url, flavour) }).poll();
    expect(service.server.requests.map((request) => request.url)).toEqual([url]);
  });

  test("go through all of a long history once, and to the first page later", async () => {
    service.batches = [batch("running", "in_progress"), ...history(1_950)];
    const flow = pollingFlow(service);
    await poll(flow);
    expect(service.server.requests).toHaveLength(20);
    finish("running");
    expect(idsOf(await poll(flow))).toEqual(["running"]);
    expect(urls()).toEqual(["/batches?limit=100"]);
  });

  test("go through all of it each time where the list is not newest first", async () => {
    service.batches = history(350).reverse();
    const flow = pollingFlow(service);
    await poll(flow);
    service.batches.push(batch("new", "completed", now + 5));
    expect(idsOf(await poll(flow))).toEqual(["new"]);
    expect(urls()).toHaveLength(4);
  });

  test("go on where a batch that has to be there is not on the pages read", async () => {
    service.batches = [...history(150), batch("known", "completed"), ...history(60, now - 40 * day)];
    const flow = pollingFlow(service);
    await poll(flow);
    service.batches.push(batch("new", "completed"));
    expect(idsOf(await poll(flow))).toEqual(["new"]);
  });

  test("go on where a page full of equal times shows no order", async () => {
    service.batches = history(150).map((old) => ({ ...old, created_at: now - 2 * day }));
    const flow = pollingFlow(service);
    await poll(flow);
    service.batches.push(batch("new", "completed"));
    expect(idsOf(await poll(flow))).toEqual(["new"]);
  });

  test("end where the service ignores the cursor", async () => {
    service.server.script({
      body: { object: "list", data: [batch("same", "in_progress")], has_more: true },
    });
    await pollingFlow(service).poll();
    expect(service.server.requests).toHaveLength(2);
  });

  test("ask by its id for a batch that is open and not on the pages read", async () => {
    service.batches = [batch("slow", "in_progress"), ...history(300)];
    const flow = pollingFlow(service);
    await poll(flow);
    service.unlisted.add("slow");
    await poll(flow);
    finish("slow");
    expect(idsOf(await poll(flow))).toEqual(["slow"]);
    expect(urls()).toContain("/batches/slow");
    expect(idsOf(await poll(flow))).toEqual([]);
    expect(urls()).not.toContain("/batches/slow");
  });

  test("forget an open batch that the service does not have any more", async () => {
    service.batches = [batch("gone", "in_progress")];
    const flow = pollingFlow(service);
    await poll(flow);
    service.batches = [];
    expect(idsOf(await poll(flow))).toEqual([]);
    await poll(flow);
    expect(urls()).toEqual(["/batches?limit=100"]);
  });
});

describe("a poll that fails", () => {
  test.each([
    ["at the list", 0],
    ["at a later page", 1],
    ["at a batch by its id", 3],
  ])("%s changes no state, and the next one reports what it would have", async (_where, failsAfter) => {
    service.batches = [batch("slow", "in_progress"), batch("fast", "in_progress"), ...history(200).reverse()];
    const flow = pollingFlow(service);
    await flow.poll();
    const before = flow.saved();
    service.unlisted.add("slow");
    finish("slow");
    finish("fast");
    service.failsAfter = failsAfter;
    expect((await failureOf(flow.poll())).message).toMatch(/^Batch Finished was rejected/);
    expect(flow.saved()).toBe(before);
    service.failsAfter = Number.POSITIVE_INFINITY;
    expect(idsOf(await flow.poll()).sort()).toEqual(["fast", "slow"]);
  });
});

describe("nothing is reported twice", () => {
  test("when the list shows an outdated status once more", async () => {
    service.batches = [batch("one", "in_progress", now - 3 * day)];
    const flow = pollingFlow(service);
    await flow.poll();
    finish("one");
    expect(idsOf(await flow.poll())).toEqual(["one"]);
    finish("one", "in_progress");
    expect(idsOf(await flow.poll())).toEqual([]);
    finish("one");
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test("when a batch is left out of the list for a while", async () => {
    service.batches = [batch("one", "in_progress")];
    const flow = pollingFlow(service);
    await flow.poll();
    finish("one");
    await flow.poll();
    service.unlisted.add("one");
    await flow.poll();
    service.unlisted.clear();
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test("when the clock is set back while it is left out", async () => {
    service.batches = [batch("one", "in_progress")];
    const flow = pollingFlow(service);
    await flow.poll();
    finish("one");
    await flow.poll();
    clock.advance(3 * day * 1000);
    await flow.poll();
    clock.advance(-3 * day * 1000);
    service.unlisted.add("one");
    await flow.poll();
    service.unlisted.clear();
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test("when its time of creation can't be read", async () => {
    service.batches = [batch("one", "in_progress", "soon"), batch("two", "completed", "")];
    const flow = pollingFlow(service);
    await flow.poll();
    finish("one");
    const polled = [];
    for (let polls = 0; polls < 4; polls += 1) {
      polled.push(...idsOf(await flow.poll()));
      clock.advance(day * 1000);
    }
    expect(polled).toEqual(["one"]);
  });
});

describe("the saved state", () => {
  test("stays small, whatever the service has", async () => {
    const flow = pollingFlow(service, { includeEarlier: true });
    service.batches = [
      ...Array.from({ length: 5_700 }, (_, index) =>
        batch(`batch_${"0".repeat(24)}_${index}`, "completed", now - index),
      ),
      ...history(800),
    ];
    expect(idsOf(await flow.poll())).toHaveLength(6_500);
    expect(flow.saved().length).toBeLessThan(112_000);
    service.batches.unshift(batch("new", "completed", now + 1));
    expect(idsOf(await flow.poll())).toEqual(["new"]);
  });

  test("holds no ids once they are of no use", async () => {
    service.batches = [batch("one", "in_progress")];
    const flow = pollingFlow(service);
    await flow.poll();
    finish("one");
    await flow.poll();
    clock.advance(3 * day * 1000);
    expect(idsOf(await flow.poll())).toEqual([]);
    expect(flow.saved()).not.toContain('"one"');
    expect(flow.saved()).toContain('"open":[],"known":""');
  });
});

describe("a flow that batches its items", () => {
  const { batchFinished } = component.triggers;

  test("gets one batch at a time", async () => {
    service.batches = [batch("one", "completed"), batch("two", "failed")];
    const { payload } = await pollingFlow(service, { includeEarlier: true }).poll();
    const items = batchFinished?.resolveTriggerItems?.({} as never, { payload } as never);
    expect(items).toMatchObject([{ batch: { id: "one" } }, { summary: { id: "two" } }]);
    expect(batchFinished).toMatchObject({
      isPollingTrigger: true,
      scheduleSupport: "required",
      triggerResolverSupport: "valid",
      triggerResolverDefaultBatchSize: 1,
      hasResolveTriggerItems: true,
    });
  });

  test("gets nothing from a payload without batches", () => {
    const payload = { body: { data: undefined } };
    expect(batchFinished?.resolveTriggerItems?.({} as never, { payload } as never)).toEqual([]);
  });
});
