import { failureOf } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";
import { connectionTo } from "../support";
import { moderate, moderationOf, resultOf } from "./moderationSupport";

const server = useServer();
const judge = (form: Record<string, unknown>, api: "v1" | "openai" = "openai") =>
  moderate(connectionTo(server.url, api), form);

const pdf = Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF");

it.each<[form: Record<string, unknown>, words: string]>([
  [{}, "Text, Texts and Files: all are empty."],
  [{ text: "a", texts: ["b"] }, "Text and Texts: both are filled in."],
  [{ texts: ["a", { b: 1 }] }, "Texts: text 2 is"],
  [{ files: "https://example.com/a.png" }, "is an address, and images alone are judged. Download it"],
  [{ files: [sampleImages.png, pdf] }, "Files: file 2 is a PDF"],
  [
    { files: [Buffer.from("Hello")] },
    "Files: file 1 is a text, and images alone are judged. Enter its text under Texts.",
  ],
  [{ files: [sampleImages.png.subarray(0, 30)] }, "cut off"],
  [{ text: "a", by: "somebody" }, "Judged By"],
  [
    { text: "a", by: "contentSafety" },
    "Judged By: it is Content Safety, and the connection names no such resource.",
  ],
  [
    { text: "a", thresholds: { severities: [{ key: "illicit", value: "3" }] } },
    '"illicit" is no category here.',
  ],
  [{ text: "a", thresholds: { severities: [{ key: "hate", value: "0" }] } }, "from 1 to 7"],
  [{ text: "a", thresholds: { severities: [{ key: "hate", value: "NaN" }] } }, "hate"],
  [
    { text: "a", thresholds: { scores: [{ key: "nonsense", value: "0.3" }] } },
    '"nonsense" is no category here.',
  ],
  [{ text: "a", thresholds: { scores: [{ key: "hate", value: "3" }] } }, "from 0 to 1"],
])("refuses %j before anything is sent", async (form, words) => {
  expect((await failureOf(judge(form))).message).toContain(words);
  expect(server.requests).toHaveLength(0);
});

it("refuses OpenAI's moderation on Azure, which lacks it", async () => {
  const failure = await failureOf(judge({ text: "a", by: "openai" }, "v1"));
  expect(failure.message).toContain("Judged By: it is OpenAI Moderation, which Azure lacks.");
});

it("refuses the content filter on OpenAI itself", async () => {
  const connection = { ...connectionTo("", "openai") };
  const own = { ...connection, fields: { ...connection.fields, endpoint: "" } };
  const failure = await failureOf(moderate(own, { text: "a", by: "contentFilter" }));
  expect(failure.message).toContain("which OpenAI lacks");
});

it("sends nothing for empty texts", async () => {
  expect(await judge({ texts: ["", " \n"] })).toMatchObject({ flagged: false, counts: { clean: 2 } });
  expect(server.requests).toHaveLength(0);
});

it("takes more images than a request may show", async () => {
  server.script(moderationOf(resultOf({ violence: 0 })));
  const files = Array.from({ length: 60 }, () => sampleImages.png);
  expect((await judge({ files })).counts).toMatchObject({ total: 60, clean: 60 });
});

it("gives back what it had no time for", async () => {
  server.script({
    status: 429,
    headers: { "retry-after": "3600" },
    body: { error: { message: "Slow down." } },
  });
  const failure = await failureOf(judge({ texts: ["a", "b"], files: [sampleImages.png] }));
  expect(failure.message).toContain("Slow down.");
});

it("tells the texts and images that were not tried", async () => {
  server.script(moderationOf(resultOf({ hate: 0 }), resultOf({ hate: 0 })), {
    status: 429,
    headers: { "retry-after": "3600" },
    body: { error: { message: "Slow down." } },
  });
  const files = [{ data: sampleImages.png, contentType: "image/png", fileName: "a.png" }];
  const data = await judge({ texts: ["a", "b"], files, bulkOptions: { concurrentRequests: "1" } });
  expect(data).toMatchObject({ flagged: null, remaining: [], remainingFiles: ["a.png"] });
  expect(data.counts).toMatchObject({ total: 3, clean: 2, remaining: 1 });
  expect(data.warning).toContain("Slow down.");
});

it("takes images as a list in JSON", async () => {
  const url = `data:image/png;base64,${sampleImages.png.toString("base64")}`;
  const result = moderationOf(resultOf({ violence: 0 }));
  server.script(result, result);
  expect((await judge({ files: JSON.stringify([url, url]) })).counts).toMatchObject({ total: 2, clean: 2 });
});
