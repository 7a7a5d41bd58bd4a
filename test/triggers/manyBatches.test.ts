import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { useStarted, useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";
import {
  batch,
  day,
  type FakeBatch,
  history,
  idsOf,
  now,
  pollingFlow,
  startBatchService,
} from "./batchService";

const clock = useTestClock();
const service = useStarted(() => startBatchService());

/** New batches, newest first. */
const fresh = (count: number, status: (index: number) => string, secondsApart = 1): FakeBatch[] =>
  Array.from({ length: count }, (_, index) =>
    batch(
      `new_${String(index).padStart(4, "0")}`,
      status(index),
      clock.now() / 1000 - Math.floor(index * secondsApart),
    ),
  );

const idsIn = (batches: readonly FakeBatch[]) => batches.map(({ id }) => id).sort();

describe("more new batches between two polls than a page has", () => {
  test.each([101, 150, 300, 1_000])("are reported once, all of them: %i", async (count) => {
    service.batches = history(350);
    const flow = pollingFlow(service);
    await flow.poll();
    clock.advance(3 * 3_600_000);
    const added = fresh(count, () => "completed");
    service.batches = [...added, ...service.batches];
    expect(idsOf(await flow.poll()).sort()).toEqual(idsIn(added));
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test.each([
    ["a second apart", 1],
    ["in the same second", 0],
    ["spread over more than a day", 120],
  ])("are reported as they end, %s", async (_how, secondsApart) => {
    service.batches = history(350);
    const flow = pollingFlow(service);
    await flow.poll();
    clock.advance(2 * day * 1_000);
    const added = fresh(1_000, (index) => (index % 2 === 0 ? "completed" : "in_progress"), secondsApart);
    service.batches = [...added, ...service.batches];
    const reported = idsOf(await flow.poll());
    for (const share of [4, 2, 1]) {
      clock.advance(9 * 3_600_000);
      for (const [index, entry] of added.entries()) if (index % share < 2) entry.status = "expired";
      reported.push(...idsOf(await flow.poll()));
    }
    expect(reported.sort()).toEqual(idsIn(added));
  });

  test.each([
    ["no time", undefined],
    ["a time that is none", "soon"],
    ["a time before the epoch", -1],
  ])("are reported once where they have %s", async (_what, createdAt) => {
    const flow = pollingFlow(service);
    await flow.poll();
    const added = fresh(900, (index) => (index % 3 === 0 ? "in_progress" : "completed"));
    for (const entry of added) entry.created_at = createdAt as never;
    service.batches = added;
    const reported = idsOf(await flow.poll());
    for (let round = 0; round < 3; round += 1) {
      clock.advance(20 * 3_600_000);
      for (const [index, entry] of added.entries()) if (index % 2 < round) entry.status = "expired";
      reported.push(...idsOf(await flow.poll()));
    }
    expect(reported.sort()).toEqual(idsIn(added));
  });

  test("are reported once where more are open than the state keeps, and many end in a day", async () => {
    service.batches = history(150);
    const flow = pollingFlow(service);
    await flow.poll();
    clock.advance(5 * 3_600_000);
    const added = fresh(5_000, () => "in_progress", 3);
    service.batches = [...added, ...service.batches];
    const reported = idsOf(await flow.poll());
    for (const share of [4, 2, 1]) {
      clock.advance(3_600_000);
      for (const [index, entry] of added.entries()) if (index % share === 0) entry.status = "completed";
      reported.push(...idsOf(await flow.poll()));
    }
    expect(reported.sort()).toEqual(idsIn(added));
  });

  test("that stay open for days are reported when they end, while others end before", async () => {
    const flow = pollingFlow(service);
    await flow.poll();
    clock.advance(3_600_000);
    const slow = fresh(1_500, () => "in_progress");
    service.batches = [...slow, ...history(150)];
    expect(idsOf(await flow.poll())).toEqual([]);
    clock.advance(3_600_000);
    const quick = fresh(700, () => "failed").map((entry) => ({ ...entry, id: `quick_${entry.id}` }));
    service.batches = [...quick, ...service.batches];
    expect(idsOf(await flow.poll()).sort()).toEqual(idsIn(quick));
    clock.advance(3 * day * 1_000);
    await flow.poll();
    for (const entry of slow) entry.status = "completed";
    expect(idsOf(await flow.poll()).sort()).toEqual(idsIn(slow));
    expect(idsOf(await flow.poll())).toEqual([]);
    expect(flow.saved().length).toBeLessThan(120_000);
  });

  test.each([1, 2, 3, 4])(
    "are reported once, in whatever portions they come and end: seed %i",
    async (seed) => {
      const random = seededRandom(seed);
      service.batches = history(250);
      const flow = pollingFlow(service);
      await flow.poll();
      const all: FakeBatch[] = [];
      const reported: unknown[] = [];
      for (let round = 0; round < 8; round += 1) {
        clock.advance(Math.floor(random() * 20 * 3_600_000));
        const portion = fresh(Math.floor(random() * 320), () =>
          random() < 0.5 ? "completed" : "in_progress",
        );
        for (const entry of portion) entry.id = `${round}_${entry.id}`;
        for (const entry of all) if (random() < 0.4) entry.status = "completed";
        all.push(...portion);
        service.batches = [...portion, ...service.batches];
        reported.push(...idsOf(await flow.poll()));
      }
      for (const entry of all) entry.status = "cancelled";
      reported.push(...idsOf(await flow.poll()), ...idsOf(await flow.poll()));
      expect(reported.sort()).toEqual(idsIn(all));
    },
  );
});

test("open batches that are far down the list are met by reading on, not one by one", async () => {
  const slow = Array.from({ length: 200 }, (_, index) =>
    batch(`slow_${index}`, "in_progress", now - day - index),
  );
  service.batches = [...slow];
  const flow = pollingFlow(service);
  await flow.poll();
  clock.advance(2 * day * 1_000);
  const later = Array.from({ length: 300 }, (_, index) =>
    batch(`later_${index}`, "completed", now + day / 2 - index * 60),
  );
  service.batches = [...later, ...slow];
  await flow.poll();
  service.server.requests.length = 0;
  await flow.poll();
  expect(service.server.requests.length).toBeLessThanOrEqual(6);
});

describe("a list that is not as it should be", () => {
  test("reports every batch beside an entry that is not one", async () => {
    const flow = pollingFlow(service, { includeEarlier: true });
    service.batches = [null, batch("one", "completed"), 7, "x", {}, { id: null }] as unknown as FakeBatch[];
    service.unlisted = { has: () => false } as unknown as Set<string>;
    service.server.script({ body: { object: "list", data: service.batches, has_more: false } });
    expect(idsOf(await flow.poll())).toEqual(["one"]);
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test.each([
    [{ data: [null] }],
    [{ data: {} }],
    [[null, { code: "x" }]],
    ["words"],
    [{ code: 7 }],
    [7],
    [{ data: [[[{ message: "No." }]]] }],
  ])("reports a batch with errors in any form: %j", async (errors) => {
    service.batches = [batch("odd", "failed", now, { errors }), batch("even", "completed", now)];
    const flow = pollingFlow(service, { includeEarlier: true });
    expect(idsOf(await flow.poll()).sort()).toEqual(["even", "odd"]);
  });

  test.each([
    ["null", null],
    ["empty", ""],
    ["a word", "soon"],
    ["a list", []],
    ["0", 0],
    ["negative", -1],
    ["without an end", 1e300],
    ["in milliseconds", startMs],
    ["in microseconds", startMs * 1_000],
    ["days ahead of the clock", now + 9 * day],
  ])("reports each end once where times are %s", async (_how, time) => {
    const odd = (id: string, status: string) =>
      batch(id, status, time, { completed_at: time, failed_at: time });
    service.batches = [odd("a", "in_progress"), odd("b", "completed"), odd("c", "in_progress")];
    const flow = pollingFlow(service);
    await flow.poll();
    const reported: unknown[] = [];
    for (const id of ["a", "c"]) {
      for (const entry of service.batches) if (entry.id === id) entry.status = "failed";
      clock.advance(3_600_000);
      reported.push(...idsOf(await flow.poll()), ...idsOf(await flow.poll()));
    }
    service.batches.push(batch("later", "completed", clock.now() / 1000));
    reported.push(...idsOf(await flow.poll()));
    expect(reported).toEqual(["a", "c", "later"]);
  });

  test("settles an end without a creation time by the time of the end", async () => {
    service.batches = Array.from({ length: 500 }, (_, index) =>
      batch(`ended_${index}`, "completed", null, { completed_at: now - 2 * day - index }),
    );
    const flow = pollingFlow(service);
    await flow.poll();
    expect(idsOf(await flow.poll())).toEqual([]);
    expect(flow.saved().length).toBeLessThan(1_000);
  });

  test.each([[null], [[]], ["words"], [{ id: "another", status: "completed" }], [{}]])(
    "keeps a batch open whose own answer is none, and reports the others: %j",
    async (answer) => {
      service.batches = [batch("slow", "in_progress"), batch("fast", "in_progress")];
      const flow = pollingFlow(service);
      await flow.poll();
      const [slow, fast] = service.batches as [FakeBatch, FakeBatch];
      fast.status = "completed";
      service.server.script(({ url }, response) => {
        const body = url.includes("/batches/slow")
          ? answer
          : { object: "list", data: [fast], has_more: false };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
      expect(idsOf(await flow.poll())).toEqual(["fast"]);
      service.server.script({
        body: { object: "list", data: [{ ...slow, status: "completed" }], has_more: false },
      });
      expect(idsOf(await flow.poll())).toEqual(["slow"]);
    },
  );
});
