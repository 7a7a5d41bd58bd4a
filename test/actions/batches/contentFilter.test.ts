import { finding, nothingFound } from "../../support/contentFilter";
import { answered, type BatchFiles, file, input, startBatchFiles } from "./batchFiles";

let service: BatchFiles;
beforeEach(async () => {
  service = await startBatchFiles();
});
afterEach(() => service.server.close());

const filterOf = async (line: string) => {
  service.files = { in: input("a"), out: file(line) };
  const { results } = await service.read();
  return results[0]?.contentFilter;
};

const hate = { hate: { filtered: true, severity: "high" } };
const hated = finding({ side: "prompt", category: "hate", severity: "high", filtered: true });
const refusedFilter = { ...nothingFound, filtered: true, categories: ["hate"], findings: [hated] };
const line = (response: unknown, error: unknown = null) =>
  JSON.stringify({ custom_id: "a", response, error });

describe("contentFilter of a row", () => {
  test("is null where its answer says nothing of one", async () => {
    expect(await filterOf(answered("a"))).toBeNull();
  });

  test("is that of its answer, with the id of its request", async () => {
    const choice = { message: { content: "Tea" }, content_filter_results: { violence: { severity: "low" } } };
    const response = { status_code: 200, request_id: "r-1", body: { choices: [choice] } };
    expect(await filterOf(line(response))).toEqual({
      ...{ ...nothingFound, requestId: "r-1" },
      findings: [finding({ category: "violence", severity: "low" })],
    });
  });

  const refusal = {
    message: "The response was filtered.",
    code: "content_filter",
    innererror: { code: "ResponsibleAIPolicyViolation", content_filter_result: hate },
  };

  test("is that of its refusal, in the body or beside it", async () => {
    const body = { error: refusal };
    expect(await filterOf(line({ status_code: 400, request_id: "r-2", body }))).toEqual({
      ...{ ...refusedFilter, requestId: "r-2" },
    });
    expect(await filterOf(line(null, refusal))).toEqual(refusedFilter);
    expect(await filterOf(line({ status_code: 400, body: JSON.stringify(body) }))).toEqual(refusedFilter);
  });

  test("is that of an answer that was taken back with the status of a refusal", async () => {
    const choices = [{ finish_reason: "content_filter", message: { content: "" } }];
    expect(await filterOf(line({ status_code: 400, body: { choices } }))).toEqual({
      ...{ ...nothingFound, filtered: true },
    });
  });

  test("is that of an answer of the Responses API", async () => {
    const content_filters = [{ blocked: true, source_type: "prompt", content_filter_results: hate }];
    const body = { object: "response", output: [{ type: "message", content: [] }], content_filters };
    expect(await filterOf(line({ status_code: 200, body }))).toEqual(refusedFilter);
  });

  test("is null for a row that was refused for another reason, or never answered", async () => {
    expect(await filterOf(line({ status_code: 429, body: { error: { message: "Slow." } } }))).toBeNull();
    expect(await filterOf("")).toBeNull();
  });
});
