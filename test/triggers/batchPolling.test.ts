import { connectionTo, datedVersion } from "../actions/support";
import { useStarted, useTestClock } from "../support/hooks";
import { batch, day, finish, history, idsOf, now, pollingFlow, startBatchService } from "./batchService";

const clock = useTestClock();
const service = useStarted(() => startBatchService());

/** A flow that has polled a batch to its end. */
const flowThatReported = async (id: string) => {
  service.batches = [batch(id, "in_progress")];
  const flow = pollingFlow(service);
  await flow.poll();
  finish(service, id);
  await flow.poll();
  return flow;
};

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
  ] as const)("go to the right address: %s", async (api, url) => {
    await pollingFlow(service, { connection: connectionTo(service.server.url, api) }).poll();
    expect(service.server.requests.map((request) => request.url)).toEqual([url]);
  });

  test("go through all of a long history once, and to the first page later", async () => {
    service.batches = [batch("running", "in_progress"), ...history(1_950)];
    const flow = pollingFlow(service);
    await poll(flow);
    expect(service.server.requests).toHaveLength(20);
    finish(service, "running");
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
    finish(service, "slow");
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

describe("nothing is reported twice", () => {
  test("when the list shows an outdated status once more", async () => {
    service.batches = [batch("one", "in_progress", now - 3 * day)];
    const flow = pollingFlow(service);
    await flow.poll();
    finish(service, "one");
    expect(idsOf(await flow.poll())).toEqual(["one"]);
    finish(service, "one", "in_progress");
    expect(idsOf(await flow.poll())).toEqual([]);
    finish(service, "one");
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test("when a batch is left out of the list for a while", async () => {
    const flow = await flowThatReported("one");
    service.unlisted.add("one");
    await flow.poll();
    service.unlisted.clear();
    expect(idsOf(await flow.poll())).toEqual([]);
  });

  test("when the clock is set back while it is left out", async () => {
    const flow = await flowThatReported("one");
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
    finish(service, "one");
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
    const flow = await flowThatReported("one");
    clock.advance(3 * day * 1000);
    expect(idsOf(await flow.poll())).toEqual([]);
    expect(flow.saved()).not.toContain('"one"');
    expect(flow.saved()).toContain('"open":[],"known":""');
  });
});
