import component from "../../src/index";
import { failureOf } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import { batch, day, finish, history, idsOf, now, pollingFlow, startBatchService } from "./batchService";

const clock = useTestClock();
const service = useStarted(() => startBatchService());

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
    finish(service, "running");
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
    finish(service, "one", status.toUpperCase());
    expect(idsOf(await flow.poll())).toEqual(["one"]);
  });

  test.each(["validating", "in_progress", "Finalizing", "cancelling"])(
    "%s does not start the flow",
    async (status) => {
      service.batches = [batch("one", status)];
      expect(idsOf(await pollingFlow(service, { includeEarlier: true }).poll())).toEqual([]);
    },
  );

  test("that were not chosen are passed over for good", async () => {
    service.batches = [batch("one", "in_progress"), batch("two", "in_progress")];
    const flow = pollingFlow(service, { statuses: ["failed", "expired"] });
    await flow.poll();
    finish(service, "one", "completed");
    expect(await flow.poll()).toMatchObject({ reported: [], resultType: "polled_no_changes" });
    finish(service, "two", "failed");
    expect(idsOf(await flow.poll())).toEqual(["two"]);
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
    finish(service, "slow");
    finish(service, "fast");
    service.failsAfter = failsAfter;
    expect((await failureOf(flow.poll())).message).toMatch(/^Batch Finished was rejected/);
    expect(flow.saved()).toBe(before);
    service.failsAfter = Number.POSITIVE_INFINITY;
    expect(idsOf(await flow.poll()).sort()).toEqual(["fast", "slow"]);
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
