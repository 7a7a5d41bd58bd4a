import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { type ScriptedBehavior, sendAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";
import type { Added } from "./storeRig";

const server = useServer();
const store = { body: { id: "vs_1", status: "completed" } };
const none = { body: { data: [], has_more: false } };
const uploaded = (id: string) => ({ body: { id, object: "file" } });
const refusal = (status: number, message: string) => ({ status, body: { error: { message } } });

const add = async (inputs: object): Promise<Added> => {
  const requestOptions = { maxRetries: "0" };
  const connection = connectionTo(server.url);
  const form = { connection, vectorStoreId: "vs_1", requestOptions, ...inputs };
  return (await run("addFilesToVectorStore", form)).data as Added;
};

describe("files that could not be attached", () => {
  it("keep the ids of their uploads where the connection may not attach", async () => {
    server.script(store, uploaded("file-1"), refusal(403, "Not allowed."));
    const { results, remaining } = await add({ files: ["one"] });
    expect(results).toMatchObject([
      { status: "failed", fileId: "file-1", error: { message: expect.stringContaining("Not allowed.") } },
    ]);
    expect(remaining).toEqual([]);
  });

  it("remain for a next step after a refusal for rate", async () => {
    server.script(store, none, refusal(429, "Slow down."), refusal(404, "No such file."));
    const { results, remaining, warning } = await add({ fileIds: ["file-1"] });
    expect(results).toMatchObject([{ status: "remaining", error: { kind: "rateLimited" } }]);
    expect(remaining).toEqual(["file-1"]);
    expect(warning).toContain("give remaining to a next step as File IDs");
  });

  it("are not asked for one by one where the connection or the store is refused", async () => {
    server.script(store, none, refusal(404, "Vector store vs_1 not found."));
    const fileIds = Array.from({ length: 150 }, (_, index) => `file-${index}`);
    expect((await add({ fileIds })).counts).toMatchObject({ failed: 150 });
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    server.script(store, none, refusal(401, "Wrong key."));
    expect((await failureOf(add({ fileIds }))).message).toContain("Wrong key.");
  });
});

describe("files whose upload was refused for all", () => {
  it("have that refusal, and are not said to be out of time", async () => {
    const texts = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    const behave: ScriptedBehavior = ({ method, url, body }, response) => {
      const isUpload = method === "POST" && url.endsWith("/files");
      const isRefused = isUpload && !body.includes("\r\n\r\none\r\n");
      sendAnswer(response, isRefused ? refusal(403, "No more.") : isUpload ? uploaded("file-1") : store);
    };
    server.script(...texts.flatMap(() => [behave, behave]));
    const { counts, warning } = await add({ files: texts, waitUntilRead: "false" });
    expect(counts).toEqual({ total: 8, succeeded: 0, failed: 7, remaining: 1 });
    expect(warning).not.toContain("lack of time");
  });
});
