import { StatedQuota } from "../../src/pacing/statedQuota";

const shareOf = (sequence: number, startedAtMs = sequence * 10) => ({ sequence, estimate: 100, startedAtMs });

/** How many entries the maps of a quota hold. */
const heldBy = (quota: StatedQuota): number =>
  Object.values(quota).reduce((sum, value) => sum + (value instanceof Map ? value.size : 0), 0);

test("keeps nothing of items that ended, whether or not answers state a quota", () => {
  const silent = new StatedQuota();
  const stated = new StatedQuota();
  for (let sequence = 1; sequence <= 5000; sequence += 1) {
    for (const quota of [silent, stated]) quota.start(shareOf(sequence));
    silent.read(shareOf(sequence), undefined);
    stated.read(shareOf(sequence), { limit: 100_000, remaining: 50_000 });
  }
  expect(heldBy(silent)).toBe(0);
  expect(heldBy(stated)).toBe(0);
});

test("forgets what was started more than a minute ago when answers cease to state the quota", () => {
  const quota = new StatedQuota();
  quota.start(shareOf(1, 0));
  quota.read(shareOf(1, 0), { limit: 1000, remaining: 900 });
  for (let sequence = 2; sequence <= 9; sequence += 1) {
    quota.start(shareOf(sequence, 1000));
    quota.read(shareOf(sequence, 1000), undefined);
  }
  expect(quota.waitMs(100, 1000)).toBeGreaterThan(0);
  expect(quota.waitMs(100, 62_000)).toBe(0);
});

test("lets an item that is larger than the limit go at once: only the service knows how right the estimate is", () => {
  const quota = new StatedQuota();
  quota.start(shareOf(1, 0));
  quota.read(shareOf(1, 0), { limit: 1000, remaining: 0 });
  expect(quota.waitMs(900, 0)).toBeGreaterThan(0);
  expect(quota.waitMs(5000, 0)).toBe(0);
  expect(quota.shareOfLimit(5000)).toBeGreaterThan(1);
});
