import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { responseOf, said } from "../responses/support";
import { connectionTo } from "../support";
import { useStores } from "./storeRig";

interface Answer {
  output_text: string;
  citations: Array<{ type: string; fileId: string; fileName: string; start: number | null }>;
  sources: Array<{
    fileId: string | null;
    fileName: string | null;
    score: number | null;
    text: string | null;
    attributes: unknown;
  }>;
}

describe("documents in, answers with citations out", () => {
  const rig = useStores();
  const question = "How long can goods be sent back?";

  const filled = async () => {
    const vectorStoreId = await rig.store({ name: "Manuals" });
    const added = await rig.add(vectorStoreId, {
      files: [
        {
          data: Buffer.from("Goods can be sent back within 30 days. Returns are free."),
          fileName: "Returns.TXT",
        },
        { data: Buffer.from("Orders leave the warehouse within two days."), fileName: "orders.txt" },
      ],
      attributes: { year: 2026 },
    });
    expect(added.warning).toBeNull();
    return { vectorStoreId, fileId: added.results[0]?.fileId };
  };

  it("as the recipe says", async () => {
    const { vectorStoreId, fileId } = await filled();
    const answer = await rig.step<Answer>("createResponse", {
      userPrompt: question,
      hostedTools: { vectorStoreIds: [vectorStoreId], mostFileResults: "5" },
      responseSettings: { include: ["file_search_call.results"] },
    });
    expect(answer.output_text).toBe("Goods can be sent back within 30 days.");
    expect(answer.citations).toMatchObject([
      { type: "file_citation", fileId, fileName: "Returns.txt", start: null },
    ]);
    expect(answer.sources).toHaveLength(2);
    expect(answer.sources[0]).toMatchObject({
      ...{ fileId, fileName: "Returns.txt", attributes: { year: 2026 } },
      text: "Goods can be sent back within 30 days. Returns are free.",
    });
    expect(answer.sources[0]?.score).toBeGreaterThan(answer.sources[1]?.score ?? 1);
  });

  it("with the cited files alone where the passages are not included", async () => {
    const { vectorStoreId, fileId } = await filled();
    const hostedTools = { vectorStoreIds: [vectorStoreId] };
    const { sources } = await rig.step<Answer>("createResponse", { userPrompt: question, hostedTools });
    expect(sources).toEqual([{ fileId, fileName: "Returns.txt", score: null, text: null, attributes: null }]);
  });

  it("with the label to look at where the store is not there", async () => {
    const failure = await failureOf(
      rig.step("createResponse", { userPrompt: question, hostedTools: { vectorStoreIds: ["vs_gone"] } }),
    );
    expect(failure.message).toContain(
      "Check Vector Store IDs: the store may have been deleted or have expired",
    );
  });
});

describe("sources", () => {
  const server = useServer();

  it("are each there once, with what is cited and was not told, however odd", async () => {
    const cite = (file_id: unknown, filename: unknown) => ({
      type: "file_citation",
      file_id,
      filename,
      index: 5,
    });
    const results = [
      { file_id: "file-1", filename: "a.txt", score: 0.016, text: "One", attributes: null },
      { file_id: "file-1", filename: "a.txt", score: 0.01, text: "Two", attributes: { year: 2026 } },
      null,
    ];
    const message = said("Both.", [
      cite("file-1", "a.txt"),
      cite("file-2", "b.txt"),
      cite("file-2", "b.txt"),
      cite(null, "c.txt"),
    ]);
    server.script({
      body: responseOf([
        { type: "file_search_call", results },
        { type: "file_search_call", results: "no" },
        message,
      ]),
    });
    const { data } = await run("createResponse", {
      connection: connectionTo(server.url),
      userPrompt: "Which?",
    });
    const { sources, citations } = data as Answer;
    expect(sources.map(({ fileId, fileName, text }) => [fileId, fileName, text])).toEqual([
      ["file-1", "a.txt", "One"],
      ["file-1", "a.txt", "Two"],
      ["file-2", "b.txt", null],
      [null, "c.txt", null],
    ]);
    expect(citations.map(({ start }) => start)).toEqual([null, null, null, null]);
  });
});
