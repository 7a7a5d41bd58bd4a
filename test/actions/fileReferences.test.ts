import { util } from "@prismatic-io/spectral";
import { run } from "../support/connector";
import { shareEndpoint } from "../support/hooks";
import { connectionTo } from "./support";

const endpoint = shareEndpoint();

/** What the file input of a later step makes of a reference. */
const asFile = (reference: unknown) => util.types.toBufferDataPayload(reference);

describe("a file that is referenced as the manual says", () => {
  it("keeps the content type of an image", async () => {
    const connection = connectionTo(endpoint.url);
    const { data } = await run("createImage", {
      connection,
      model: "gpt-image-2",
      prompt: "A cat",
      imageSettings: { outputFormat: "jpeg" },
    });
    const [image] = (data as { images: Array<{ data: Buffer }> }).images;
    expect(asFile(image)).toMatchObject({ data: image?.data, contentType: "image/jpeg" });
  });

  it("keeps the bytes of a download", async () => {
    const connection = connectionTo(endpoint.url);
    const file = { data: Buffer.from('{"a":1}\n'), contentType: "application/jsonl" };
    const uploaded = await run("uploadFile", { connection, file, fileName: "a.jsonl", purpose: "batch" });
    const { id } = uploaded.data as { id: string };
    const downloaded = await run("downloadFile", { connection, fileId: id });
    expect(asFile(downloaded).data).toEqual(file.data);
  });
});
