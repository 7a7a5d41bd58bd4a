import { FaultQueue, faultKinds, startLocalEndpoint } from "../../../local/endpoint";
import { useStarted } from "../../support/hooks";
import { ask, call, chatPath } from "./support";

const endpoint = useStarted(() => startLocalEndpoint());
const chat = async () => (await call(endpoint, chatPath, ask("hi"))).status;

describe("faults that wait", () => {
  test("are told as data, with what is left of them", async () => {
    const { faults } = endpoint;
    endpoint.enqueueFaults(
      { kind: "status", status: 503, times: 3, match: { path: /chat\/\w+$/ } },
      { kind: "hang", match: { method: "GET", path: "/models" } },
    );
    expect(await chat()).toBe(503);
    expect(JSON.parse(JSON.stringify(faults.list()))).toEqual([
      { number: 1, kind: "status", status: 503, remaining: 2, match: { pattern: "chat\\/\\w+$" } },
      { number: 2, kind: "hang", remaining: 1, match: { method: "GET", path: "/models" } },
    ]);
  });

  test("are taken back one by one, or all", async () => {
    const { faults } = endpoint;
    endpoint.enqueueFaults({ kind: "status", status: 500 }, { kind: "status", status: 501 });
    expect([faults.remove(1), faults.remove(1)]).toEqual([true, false]);
    expect(await chat()).toBe(501);
    endpoint.enqueueFaults({ kind: "reset" }, { kind: "reset" });
    expect(faults.clear()).toBe(2);
    expect([await chat(), faults.list()]).toEqual([200, []]);
  });
});

describe("a fault that came as JSON", () => {
  test("spoils the requests whose path contains its text", async () => {
    const added = endpoint.faults.add({
      ...{ kind: "status", status: 418, times: 2, headers: { "x-why": "tea" }, body: { a: 1 } },
      match: { method: "POST", path: "/chat.completions" },
    });
    expect(added).toMatchObject({ fault: { number: 1, remaining: 2 } });
    expect(await chat()).toBe(200);
    endpoint.faults.clear();
    endpoint.faults.add({
      kind: "status",
      status: 418,
      headers: { "x-why": "tea" },
      match: { path: "/chat/" },
    });
    const { status, headers } = await call(endpoint, chatPath, ask("hi"));
    expect([status, headers.get("x-why")]).toEqual([418, "tea"]);
  });

  test.each(faultKinds.map((kind) => [kind]))("may be of the kind %s", (kind) => {
    const needed = { status: 302, location: "/elsewhere", shape: "D" };
    const names = { status: ["status"], redirect: ["status", "location"], contentFilter: ["shape"] };
    const fields = (names as Record<string, (keyof typeof needed)[]>)[kind] ?? [];
    const given = { kind, ...Object.fromEntries(fields.map((name) => [name, needed[name]])) };
    expect(new FaultQueue().add(given)).toMatchObject({ fault: given });
    if (fields.length > 0) expect(new FaultQueue().add({ kind })).toHaveProperty("refusals");
  });

  test.each<[unknown, string, RegExp]>([
    [null, "kind", /one of status, rateLimited/],
    [{ kind: "fire" }, "kind", /not "fire"/],
    [{ kind: "status" }, "status", /Enter a whole number from 200 to 599\.$/],
    [{ kind: "status", status: 101 }, "status", /not 101/],
    [{ kind: "status", status: 500, headers: { "a b": "c" } }, "headers", /a name and a text/],
    [{ kind: "status", status: 500, headers: { a: "b\r\nc: d" } }, "headers", /a name and a text/],
    [{ kind: "redirect", status: 300, location: "/" }, "status", /one of 301, 302/],
    [{ kind: "redirect", status: 302, location: "a\nb" }, "location", /fits into a header/],
    [{ kind: "contentFilter", shape: "A" }, "shape", /one of D, E, F/],
    [{ kind: "errorObject", body: { error: 1 } }, "body", /an error object/],
    [{ kind: "hang", times: 0 }, "times", /from 1/],
    [{ kind: "hang", status: 500 }, "status", /no such field/],
    [{ kind: "hang", match: { path: "" } }, "match.path", /a text/],
    [{ kind: "hang", match: { pattern: "(a+)+$" } }, "match.pattern", /There are: method, path/],
    [{ kind: "hang", match: "x" }, "match", /an object/],
  ])("is refused by name: %j", (given, field, words) => {
    const queue = new FaultQueue();
    const added = queue.add(given);
    const refusals = "refusals" in added ? added.refusals : [];
    expect(refusals.map((refusal) => refusal.field)).toEqual([field]);
    expect(refusals[0]?.message).toMatch(words);
    expect(queue.list()).toEqual([]);
  });

  test("is not taken above a thousand", () => {
    const queue = new FaultQueue(Array.from({ length: 1000 }, () => ({ kind: "reset" as const })));
    expect(queue.add({ kind: "reset" })).toHaveProperty("refusals");
  });
});
