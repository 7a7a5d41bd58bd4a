import fc from "fast-check";
import { shareStarted, useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";
import { type FakeBatch, idsOf, pollingFlow, startBatchService } from "./batchService";

/** What happens to a service and the flow that polls it. */
type Step =
  | { kind: "create"; ageMinutes: number; isLate: boolean; isFinished: boolean }
  | { kind: "finish"; which: number; status: string }
  | { kind: "hide"; which: number }
  | { kind: "pass"; minutes: number }
  | { kind: "poll"; failsAfter: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("create" as const),
      // Few values, so that many batches were created in the same second.
      ageMinutes: fc.constantFrom(0, 0, 60, 600),
      isLate: fc.boolean(),
      isFinished: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("finish" as const),
      which: fc.nat(1_000),
      status: fc.constantFrom("completed", "Failed", "expired", "Cancelled"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("hide" as const), which: fc.nat(1_000) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      minutes: fc.constantFrom(1, 60, 480, 1_500, 6_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("poll" as const),
      failsAfter: fc.constantFrom(0, 1, 2, 99, 99),
    }),
  },
);

const orders = {
  newestFirst: (left: FakeBatch, right: FakeBatch) => Number(right.created_at) - Number(left.created_at),
  oldestFirst: (left: FakeBatch, right: FakeBatch) => Number(left.created_at) - Number(right.created_at),
  none: (left: FakeBatch, right: FakeBatch) => scatter(left.id) - scatter(right.id),
};

/** A number that is the same for the same id, and in no order for others. */
const scatter = (id: string): number =>
  [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9_973, 7);

/** A batch may turn up in the list this much later than it was created. */
const latestMinutes = 20 * 60;

const service = shareStarted(() => startBatchService());
const clock = useTestClock();

const isFinished = ({ status }: FakeBatch): boolean => status !== "in_progress";

const play = async (
  steps: readonly Step[],
  settings: { order: keyof typeof orders; pageSize: number; older: number; includeEarlier: boolean },
) => {
  const flow = pollingFlow(service, { includeEarlier: settings.includeEarlier });
  const nowSeconds = () => Math.floor(clock.now() / 1000);
  service.pageSize = settings.pageSize;
  service.unlisted.clear();
  service.batches = Array.from({ length: settings.older }, (_, index) => ({
    id: `older_${index}`,
    status: "completed",
    created_at: startMs / 1000 - 200_000 - Math.floor(index / 3) * 3_600,
  }));
  const reported: unknown[] = [];
  let earlier: string[] | undefined;
  const poll = async (failsAfter: number) => {
    for (const { id, created_at } of service.batches) {
      if (nowSeconds() - Number(created_at) > latestMinutes * 60) service.unlisted.delete(id);
    }
    service.batches.sort(orders[settings.order]);
    const listed = service.batches.filter((batch) => !service.unlisted.has(batch.id));
    service.failsAfter = failsAfter;
    try {
      reported.push(...idsOf(await flow.poll()));
      earlier ??= settings.includeEarlier ? [] : listed.filter(isFinished).map(({ id }) => id);
    } catch (error) {
      if (!String(error).includes("Broken")) throw error;
    } finally {
      service.failsAfter = Number.POSITIVE_INFINITY;
    }
  };
  for (const [index, action] of steps.entries()) {
    const running = service.batches.filter((batch) => !isFinished(batch));
    if (action.kind === "create") {
      const id = `batch_${index}`;
      const status = action.isFinished ? "completed" : "in_progress";
      service.batches.push({ id, status, created_at: nowSeconds() - action.ageMinutes * 60 });
      if (action.isLate) service.unlisted.add(id);
    } else if (action.kind === "finish") {
      const finishing = running[action.which % Math.max(1, running.length)];
      if (finishing) finishing.status = action.status;
    } else if (action.kind === "hide") {
      const hiding = running[action.which % Math.max(1, running.length)];
      if (hiding) service.unlisted.add(hiding.id);
    } else if (action.kind === "pass") clock.advance(action.minutes * 60_000);
    else await poll(action.failsAfter);
  }
  service.unlisted.clear();
  await poll(Number.POSITIVE_INFINITY);
  for (const batch of service.batches) if (!isFinished(batch)) batch.status = "completed";
  await poll(Number.POSITIVE_INFINITY);
  await poll(Number.POSITIVE_INFINITY);
  const expected = service.batches.map(({ id }) => id).filter((id) => !earlier?.includes(id));
  return { reported: reported.sort(), expected: expected.sort(), savedLength: flow.saved().length };
};

test.each([
  ["newestFirst", 0, 11],
  ["newestFirst", 240, 12],
  ["oldestFirst", 0, 13],
  ["oldestFirst", 240, 14],
  ["none", 0, 15],
  ["none", 240, 16],
] as const)(
  "each batch is reported exactly once: %s, %i older ones",
  async (order, older, seed) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.constantFrom(...(older > 0 ? [40, 100] : [1, 3, 100])),
        fc.boolean(),
        async (steps, pageSize, includeEarlier) => {
          const { reported, expected, savedLength } = await play(steps, {
            order,
            pageSize,
            older,
            includeEarlier,
          });
          expect(reported).toEqual(expected);
          expect(savedLength).toBeLessThan(30_000);
        },
      ),
      { seed, numRuns: 25 },
    );
  },
  60_000,
);
