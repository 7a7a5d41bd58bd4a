import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { responseOf, said } from "./support";

const server = shareServer();
const response = () => ({ connection: connectionTo(server.url), responseId: "resp_1" });

const data = async (action: string, params: object = {}): Promise<unknown> =>
  (await run(action, { connection: connectionTo(server.url), responseId: "resp_1", ...params })).data;

describe("Get Response", () => {
  it("shows what the service keeps, and the data of an answer in a form", async () => {
    const text = { format: { type: "json_schema", name: "answer" } };
    server.script({ body: responseOf([said('{"city":"Rome"}')], { text }) });
    expect(await data("getResponse", { include: ["web_search_call.action.sources"] })).toMatchObject({
      ...{
        output_text: '{"city":"Rome"}',
        outcome: "answered",
        parsed: { city: "Rome" },
        items: [said('{"city":"Rome"}')],
      },
      tokens: { input: 10 },
    });
    expect(server.requests[0]?.url).toBe(
      "/openai/v1/responses/resp_1?include%5B%5D=web_search_call.action.sources",
    );
  });

  it.each([
    ["failed", "failed"],
    ["cancelled", null],
    ["queued", null],
    ["in_progress", null],
  ])("shows a response that is %s as data", async (status, outcome) => {
    server.script({
      body: responseOf([], { status, error: { code: "server_error", message: "Down." }, usage: null }),
    });
    expect(await data("getResponse")).toMatchObject({ status, outcome, output_text: "", parsed: null });
  });

  it("warns where the answer is not in its form", async () => {
    const text = { format: { type: "json_object" } };
    server.script({ body: responseOf([said("Sorry.")], { text }) });
    expect(await data("getResponse")).toMatchObject({
      parsed: null,
      warnings: [expect.stringContaining("not in the form")],
    });
  });

  it("refuses an answer that is no response, and an id that leads elsewhere", async () => {
    server.script({ body: { object: "list", data: [] } });
    expect((await failureOf(run("getResponse", response()))).message).toContain("no response: it has no id");
    await expect(run("getResponse", { ...response(), responseId: ".." })).rejects.toThrow("Response ID: ");
  });
});

describe("Cancel Response", () => {
  it("gives the cancelled response", async () => {
    server.script({ body: responseOf([], { status: "cancelled" }) });
    expect(await data("cancelResponse")).toMatchObject({
      status: "cancelled",
      outcome: null,
      output_text: "",
    });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /openai/v1/responses/resp_1/cancel",
    ]);
  });

  const refused = { error: { message: "Cannot cancel a synchronous response." } };

  it.each<[status: number, body: object | string]>([
    [400, refused],
    [404, refused],
    [409, refused],
    [500, refused],
    [200, ""],
    [204, ""],
  ])("reads one that had ended where the service answers %i %j", async (status, body) => {
    server.script({ status, body }, { body: responseOf([said("Done.")]) });
    const given = await data("cancelResponse", { requestOptions: { maxRetries: "0" } });
    expect(given).toMatchObject({ status: "completed", outcome: "answered", output_text: "Done." });
  });

  it("reads one that the service takes a moment to cancel, and says nothing of", async () => {
    server.script({ status: 204 }, { body: responseOf([], { status: "in_progress", usage: null }) });
    expect(await data("cancelResponse")).toMatchObject({ status: "in_progress", outcome: null });
  });

  it("fails with the refusal where the response can't be read either", async () => {
    server.script(
      { status: 404, body: { error: { message: "No such response." } } },
      { status: 403, body: { error: { message: "Not allowed." } } },
    );
    expect((await failureOf(run("cancelResponse", response()))).message).toContain("No such response.");
  });

  it("fails with the refusal where the response has not ended", async () => {
    server.script(
      { status: 400, body: { error: { message: "Not now." } } },
      { body: responseOf([], { status: "in_progress" }) },
    );
    expect((await failureOf(run("cancelResponse", response()))).message).toContain("Not now.");
  });
});

describe("Delete Response", () => {
  it.each([
    [{ body: { id: "resp_1", object: "response.deleted", deleted: true } }, "response.deleted"],
    [{ status: 204 }, "response"],
    [{ body: { id: null, object: null, deleted: null } }, "response"],
  ])("says that it is deleted", async (answer, object) => {
    server.script(answer);
    expect(await data("deleteResponse")).toEqual({ id: "resp_1", object, deleted: true });
  });
});

describe("List Response Input Items", () => {
  const page = (ids: string[], hasMore: boolean) => ({
    body: { object: "list", data: ids.map((id) => ({ id, type: "message" })), has_more: hasMore },
  });

  it("reads one page, or all", async () => {
    server.script(page(["a"], true));
    expect(await data("listResponseItems", { order: "asc", limit: "1", after: "z" })).toEqual({
      ...{ data: [{ id: "a", type: "message" }], has_more: true, next: "a" },
    });
    expect(server.requests[0]?.url).toBe("/openai/v1/responses/resp_1/input_items?limit=1&order=asc&after=z");
    server.script(page(["a"], true), page(["b"], false));
    expect(await data("listResponseItems", { fetchAll: "true" })).toMatchObject({
      data: [{ id: "a" }, { id: "b" }],
    });
  });
});
