import { errorAnswer, resetConnection } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import type { ScriptEntry } from "../support/scriptedServer";

const server = shareServer();
useTestClock();

const gone = errorAnswer(404);
const remove = (...script: ScriptEntry[]) => {
  server.script(...script);
  return run("deleteFile", { connection: keyConnection(server.url), fileId: "file-1" });
};

describe("a deletion whose answer was lost", () => {
  it.each<[what: string, entry: ScriptEntry]>([
    ["by a broken connection", resetConnection],
    ["by a gateway's 502", errorAnswer(502)],
    ["by an error of the server", errorAnswer(500)],
  ])("%s is done when the repetition finds nothing", async (_what, entry) => {
    expect((await remove(entry, gone)).data).toEqual({ id: "file-1", object: "file", deleted: true });
    expect(server.requests.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
  });

  it("on a kept connection that the server closed is done when a new connection finds nothing", async () => {
    await remove({ body: { id: "file-1", object: "file", deleted: true } });
    expect((await remove(resetConnection, gone)).data).toMatchObject({ deleted: true });
    expect(server.requests).toHaveLength(2);
  });

  it("is not assumed where nothing was there at first, or only the rate was refused before", async () => {
    expect(await failureOf(remove(gone))).toMatchObject({ kind: "notFound", attempts: 1 });
    expect(await failureOf(remove(errorAnswer(429), gone))).toMatchObject({ kind: "notFound", attempts: 2 });
  });

  it("holds for Raw Request, and for no other method", async () => {
    const raw = (method: string, ...script: ScriptEntry[]) => {
      server.script(...script);
      const params = { connection: keyConnection(server.url), url: "/files/file-1", method, maxRetries: "2" };
      return run("rawRequest", params);
    };
    await raw("DELETE", errorAnswer(502), gone);
    expect(await failureOf(raw("GET", errorAnswer(502), gone))).toMatchObject({ kind: "notFound" });
  });
});
