import fc from "fast-check";
import { type RunOptions, runOrdered } from "../../src/pacing/runOrdered";

const always = { mayStart: () => true };

/** Lets other items run: each turn, one round of the event loop. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

const run = <Output>(
  items: readonly string[],
  runItem: (item: string, index: number) => Promise<Output>,
  options: Partial<RunOptions> = {},
) => runOrdered(items, runItem, { concurrency: 3, ...always, ...options });

describe("a run of many items", () => {
  test("keeps order, count and the bound, however long items take and whichever fail", async () => {
    const lists = fc.array(fc.record({ turns: fc.nat(4), fails: fc.boolean() }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 12 }), async (items, concurrency) => {
        let inFlight = 0;
        let mostInFlight = 0;
        const started: number[] = [];
        const results = await runOrdered(
          items,
          async (item, index) => {
            started.push(index);
            inFlight += 1;
            mostInFlight = Math.max(mostInFlight, inFlight);
            await turns(item.turns);
            inFlight -= 1;
            if (item.fails) throw new Error(`item ${index}`);
            return index;
          },
          { concurrency, ...always },
        );
        expect(results).toEqual(
          items.map(({ fails }, index) =>
            fails
              ? { status: "failed", error: new Error(`item ${index}`) }
              : { status: "succeeded", value: index },
          ),
        );
        expect(started).toEqual(items.map((_item, index) => index));
        expect(mostInFlight).toBe(Math.min(concurrency, items.length));
      }),
      { seed: 20_261_121, numRuns: 150 },
    );
  });

  test("that has to stop leaves a gapless rest unstarted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 30 }),
        fc.nat(35),
        fc.integer({ min: 1, max: 6 }),
        async (items, allowed, concurrency) => {
          let starts = 0;
          const results = await runOrdered(
            items,
            async (item) => {
              starts += 1;
              await turns(item);
              return item;
            },
            { concurrency, mayStart: () => starts < allowed },
          );
          const done = Math.min(allowed, items.length);
          expect(results).toHaveLength(items.length);
          expect(results.slice(0, done).every((result) => result?.status === "succeeded")).toBe(true);
          expect(results.slice(done).every((result) => result === undefined)).toBe(true);
        },
      ),
      { seed: 20_261_121, numRuns: 150 },
    );
  });

  test("of nothing has no results and asks nothing", async () => {
    const runItem = jest.fn();
    expect(await run([], runItem)).toEqual([]);
    expect(runItem).not.toHaveBeenCalled();
  });

  test("starts the next item as soon as one ends, without waiting for the slowest", async () => {
    const order: string[] = [];
    await run(
      ["slow", "quick 1", "quick 2"],
      async (item) => {
        await turns(item === "slow" ? 20 : 1);
        order.push(item);
      },
      { concurrency: 2 },
    );
    expect(order).toEqual(["quick 1", "quick 2", "slow"]);
  });

  test("treats an item that throws at once like one that fails later", async () => {
    const results = await run(["a", "b"], (item) => {
      if (item === "a") throw new Error("at once");
      return Promise.resolve(item);
    });
    expect(results).toEqual([
      { status: "failed", error: new Error("at once") },
      { status: "succeeded", value: "b" },
    ]);
  });

  test("keeps what was thrown as it is, an Error or not", async () => {
    const results = await run(["a"], () => Promise.reject("plain text"));
    expect(results).toEqual([{ status: "failed", error: "plain text" }]);
  });
});

describe("a fatal failure", () => {
  const judge = (error: unknown) =>
    error instanceof Error && error.message === "fatal" ? ("fatal" as const) : ("failed" as const);

  test("ends the run with its error when nothing succeeded, and no further item is started", async () => {
    const started: string[] = [];
    const outcome = run(
      ["a", "b", "c", "d", "e", "f"],
      async (item) => {
        started.push(item);
        await turns(1);
        throw new Error("fatal");
      },
      { judge },
    );
    await expect(outcome).rejects.toThrow("fatal");
    expect(started).toEqual(["a", "b", "c"]);
  });

  test("throws the first of several fatal errors", async () => {
    const first = new Error("fatal");
    const outcome = run(
      ["first", "second"],
      async (item) => {
        await turns(item === "first" ? 1 : 3);
        throw item === "first" ? first : new Error("fatal");
      },
      { judge },
    );
    await expect(outcome).rejects.toBe(first);
  });

  test("waits for the items under way before it throws", async () => {
    let ended = 0;
    const outcome = run(
      ["fatal", "slow"],
      async (item) => {
        await turns(item === "slow" ? 5 : 0);
        ended += 1;
        throw new Error(item);
      },
      { judge },
    );
    await expect(outcome).rejects.toThrow("fatal");
    expect(ended).toBe(2);
  });

  test("does not throw away what succeeded: the rest is left unstarted", async () => {
    const results = await run(
      ["good", "fatal", "rest"],
      async (item) => {
        if (item === "fatal") throw new Error("fatal");
        return item;
      },
      { concurrency: 1, judge },
    );
    expect(results).toEqual([
      { status: "succeeded", value: "good" },
      { status: "failed", error: new Error("fatal") },
      undefined,
    ]);
  });
});

describe("an item for which there was no time", () => {
  const judge = (error: unknown) =>
    error instanceof Error && error.message === "late" ? ("unfinished" as const) : ("failed" as const);

  test("is as if never started, and no other starts", async () => {
    const started: string[] = [];
    const results = await run(
      ["good", "bad", "late", "rest"],
      async (item) => {
        started.push(item);
        if (item !== "good") throw new Error(item);
        return item;
      },
      { concurrency: 1, judge },
    );
    expect(started).toEqual(["good", "bad", "late"]);
    expect(results).toEqual([
      { status: "succeeded", value: "good" },
      { status: "failed", error: new Error("bad") },
      undefined,
      undefined,
    ]);
  });

  test("is the run's error when there is no result at all", async () => {
    const outcome = run(
      ["late", "rest"],
      async (item) => {
        throw new Error(item);
      },
      { concurrency: 1, judge },
    );
    await expect(outcome).rejects.toThrow("late");
  });
});
