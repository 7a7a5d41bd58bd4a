import { exitCodeOf } from "../../../local/cli/exitCodeOf";

describe("the exit code of a result", () => {
  test.each<[what: string, value: unknown, code: number]>([
    ["a text", "text", 0],
    ["nothing", null, 0],
    ["items that all succeeded", { counts: { total: 2, succeeded: 2, failed: 0, remaining: 0 } }, 0],
    ["items of which one failed", { counts: { total: 2, succeeded: 1, failed: 1, remaining: 0 } }, 3],
    ["items of which one remains", { counts: { total: 2, succeeded: 1, failed: 0, remaining: 1 } }, 3],
    ["records that do not pass", { counts: { total: 2, succeeded: 2, failed: 0, passed: 0 } }, 0],
    ["a whole summary", { coverage: { parts: 1, summarized: 1, share: 1 } }, 0],
    ["a summary without a part", { coverage: { parts: 2, summarized: 1, share: 0.4 } }, 3],
    ["a connection that works", { ok: true, checks: [] }, 0],
    ["a connection that does not", { ok: false, checks: [{ status: "fail" }] }, 1],
    ["an answer of a service that says ok", { ok: false }, 0],
  ])("of %s", (_what, value, code) => {
    expect(exitCodeOf(value)).toBe(code);
  });
});
