import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { connectionTo } from "../support";

const server = useServer([{ body: { ok: true } }]);

const post = (params: Record<string, unknown>) =>
  run("rawRequest", { connection: connectionTo(server.url), method: "POST", url: "/responses", ...params });

const sent = () => {
  const [request] = server.requests;
  return { body: request?.body, contentType: request?.headers["content-type"] };
};

const json = "application/json";

// /responses answers with a field of its own; any other path takes any JSON.
const url = "/anything";

describe("Data", () => {
  test.each<[string, unknown, string]>([
    ["JSON text, byte for byte", '{ "b": 1.0,\n  "a": [ ] }', '{ "b": 1.0,\n  "a": [ ] }'],
    ["an object of an earlier step", { b: 1, a: [null, "ü"] }, '{"b":1,"a":[null,"ü"]}'],
    ["a list of an earlier step", [1, 2], "[1,2]"],
    ["0", 0, "0"],
    ["false", false, "false"],
    ["the text 0", "0", "0"],
    ["JSON in a buffer", Buffer.from('{"a":1}'), '{"a":1}'],
    ["JSON text behind a byte order mark", '\uFEFF{"a":1}', '{"a":1}'],
  ])("is sent as JSON: %s", async (_what, data, body) => {
    await post({ url, data });
    expect(sent()).toEqual({ body, contentType: json });
  });

  test.each<[unknown]>([[""], [undefined], [null], ["  \n "]])(
    "that is left empty is no body: %j",
    async (data) => {
      await post({ url, data });
      expect(sent()).toEqual({ body: "", contentType: undefined });
    },
  );

  test("keeps the JSON type that a header names", async () => {
    const contentType = "application/merge-patch+json";
    await post({ url, data: { a: 1 }, headers: { "Content-Type": contentType } });
    expect(sent()).toEqual({ body: '{"a":1}', contentType });
  });

  test.each<[string, unknown, string]>([
    ["text", "not { json", "not { json"],
    ["text in a buffer", Buffer.from("bytes"), "bytes"],
    ["a file of an earlier step", { data: Buffer.from("a file"), contentType: "text/plain" }, "a file"],
    ["bytes", new Uint8Array([104, 105]), "hi"],
    ["an object", { a: 1 }, '{"a":1}'],
    ["a number", 5, "5"],
  ])("is sent as it is where a header says so: %s", async (_what, data, body) => {
    await post({ url, data, headers: [{ key: "Content-Type", value: "text/plain" }] });
    expect(sent()).toEqual({ body, contentType: "text/plain" });
  });

  test("may be a form's fields in a URL's spelling", async () => {
    const contentType = "application/x-www-form-urlencoded";
    await post({ url, data: "a=1&b=2", headers: { "content-type": contentType } });
    expect(sent()).toEqual({ body: "a=1&b=2", contentType });
  });

  test.each([
    ["{'a': 1}", "line 1, column 2"],
    ['{"a": 1,\n "b" 2}', "line 2, column 6"],
    ['{"a": hello}', "line 1, column 7"],
  ])("that is not JSON is refused with the place: %j", async (data, place) => {
    const failure = await failureOf(post({ url, data }));
    expect(failure.message).toMatch(/^Data: this is not JSON/);
    expect(failure.message).toContain(place);
    expect(server.requests).toEqual([]);
  });

  test("goes with GET too, where the builder wants it", async () => {
    await post({ url, method: "GET", data: { a: 1 } });
    expect(sent()).toEqual({ body: '{"a":1}', contentType: json });
  });

  test.each(["PUT", "PATCH", "DELETE"])("goes with %s", async (method) => {
    await post({ url, method, data: { a: 1 } });
    expect(sent()).toEqual({ body: '{"a":1}', contentType: json });
  });
});
