import { clock as theClock } from "../../../src/client/clock";
import { inTurn } from "../../../src/tasks/deployments/accountTurn";
import { useTestClock } from "../../support/hooks";

const clock = useTestClock();

const waiting = (remainingMs = 60_000, signal?: AbortSignal) => {
  const untilMs = theClock.now() + remainingMs;
  return { remainingMs: () => Math.max(0, untilMs - theClock.now()), signal };
};

/** Work that ends when it is told to. */
const work = () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { run: () => promise, end: resolve };
};

describe("turns at an account", () => {
  it("are given in the order in which they were asked for, whatever the name's case", async () => {
    const order: string[] = [];
    const first = work();
    const turns = [
      inTurn(waiting(), "/a/Account", first.run),
      ...["two", "three"].map((name) => inTurn(waiting(), "/A/account", async () => void order.push(name))),
    ];
    await Promise.resolve();
    expect(order).toEqual([]);
    first.end("one");
    await Promise.all(turns);
    expect(order).toEqual(["two", "three"]);
  });

  it("of other accounts are not waited for", async () => {
    void inTurn(waiting(), "/a", work().run);
    expect(await inTurn(waiting(), "/b", async () => "done")).toBe("done");
  });

  it("pass when the work fails", async () => {
    await expect(inTurn(waiting(), "/a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await inTurn(waiting(), "/a", async () => "done")).toBe("done");
  });

  it("are given up when the time is up, and the next one gets them", async () => {
    const first = work();
    const one = inTurn(waiting(), "/a", first.run);
    const two = inTurn(waiting(1_000), "/a", async () => "two");
    const three = inTurn(waiting(), "/a", async () => "three");
    clock.fireEarliestTimer();
    expect(await two).toBeUndefined();
    first.end("one");
    expect(await Promise.all([one, three])).toEqual(["one", "three"]);
    expect(clock.timerDelays).toEqual([]);
  });

  it("are given up when the step is cancelled", async () => {
    const first = work();
    const one = inTurn(waiting(), "/a", first.run);
    const cancel = new AbortController();
    const two = inTurn(waiting(60_000, cancel.signal), "/a", async () => "two");
    cancel.abort();
    expect(await two).toBeUndefined();
    first.end("one");
    expect(await one).toBe("one");
    expect(await inTurn(waiting(), "/a", async () => "again")).toBe("again");
  });
});
