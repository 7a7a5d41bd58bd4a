import { run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { askerOf, responseOf, said } from "./support";

const server = shareServer();
const ask = askerOf(server);

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const citing = (fileId: string, filename?: string) => ({
  ...{ type: "container_file_citation", container_id: "cntr_1", file_id: fileId },
  ...(filename !== undefined && { filename }),
});

const drawn = { type: "image_generation_call", id: "ig_1", status: "completed", result: png };
const csv = { body: Buffer.from("month,orders\n"), headers: { "content-type": "text/csv" } };

describe("the files of an answer", () => {
  it("are drawn images, and files of the interpreter, fetched once each from where the answer came from", async () => {
    const body = responseOf([
      drawn,
      said("See it.", [citing("cfile_1", "a.csv"), citing("cfile_1", "a.csv")]),
    ]);
    const { files, warnings } = await ask({ userPrompt: "Draw" }, { body }, csv);
    expect(files).toEqual([
      {
        data: Buffer.from(png, "base64"),
        contentType: "image/png",
        fileName: "image-1.png",
        id: "ig_1",
        containerId: null,
      },
      { data: csv.body, contentType: "text/csv", fileName: "a.csv", id: "cfile_1", containerId: "cntr_1" },
    ]);
    expect(warnings).toEqual([]);
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /openai/v1/responses",
      "GET /openai/v1/containers/cntr_1/files/cfile_1/content",
    ]);
  });

  it("are listed without data, with a warning, where they can't be had; the text is kept", async () => {
    const body = responseOf([said("See it.", [citing("cfile_1"), citing("cfile_2", "b.csv")])]);
    const gone = { status: 404, body: { error: { message: "Container not found." } } };
    const data = await ask({ userPrompt: "Count" }, { body }, gone, csv);
    expect(data).toMatchObject({
      output_text: "See it.",
      files: [
        { data: null, contentType: null, fileName: "cfile_1", id: "cfile_1", containerId: "cntr_1" },
        { data: csv.body, fileName: "b.csv" },
      ],
      warnings: [
        expect.stringMatching(
          /^The file cfile_1 of the code interpreter could not be had\. .*Container not found\.$/,
        ),
      ],
    });
  });

  it("come from the fallback's endpoint where that answered", async () => {
    const body = responseOf([said("See it.", [citing("cfile_1", "a.csv")])]);
    server.script({ status: 500, body: {} }, { body }, csv);
    const fallbackConnection = connectionTo(server.url, "openai");
    await run("createResponse", {
      ...{ connection: connectionTo(server.url), fallbackConnection, userPrompt: "Count" },
      requestOptions: { maxRetries: "0" },
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      ...["/openai/v1/responses", "/v1/responses", "/v1/containers/cntr_1/files/cfile_1/content"],
    ]);
  });

  it("are images in any spelling, those of the interpreter as well", async () => {
    const url = `data:image/png;base64,${png}`;
    const outputs = [
      { type: "logs", logs: "1" },
      { type: "image", url },
      { type: "image", url: "https://a" },
    ];
    const ran = { type: "code_interpreter_call", id: "ci_1", status: "completed", outputs };
    const body = responseOf([{ ...drawn, result: url }, ran, said("See it.")]);
    const data = Buffer.from(png, "base64");
    expect((await ask({ userPrompt: "Draw" }, { body })).files).toMatchObject([
      { data, fileName: "image-1.png", id: "ig_1" },
      { data, fileName: "image-2.png", id: "ci_1" },
    ]);
  });

  it("are those that can be addressed, and not without end", async () => {
    const odd = ["", "..", "\ud800"].flatMap((id) => [
      citing(id),
      { ...citing("cfile_x"), container_id: id },
    ]);
    const many = Array.from({ length: 51 }, (_file, index) => citing(`cfile_${index}`));
    const body = responseOf([said("See it.", [...odd, ...many])]);
    const answers = Array.from({ length: 50 }, () => csv);
    const { files, warnings, citations } = await ask({ userPrompt: "Count" }, { body }, ...answers);
    expect([files.length, citations.length]).toEqual([50, 57]);
    expect(warnings).toEqual(["The text refers to 51 files of the code interpreter: 50 were fetched."]);
  });

  it("are no images where the result is none", async () => {
    const results = [null, "", "%%%", 7].map((result) => ({
      type: "image_generation_call",
      id: "ig",
      result,
    }));
    expect((await ask({ userPrompt: "Draw" }, { body: responseOf([...results, said("x")]) })).files).toEqual(
      [],
    );
  });
});
