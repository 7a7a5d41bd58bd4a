import { choiceTexts, isRecord, listOf, resultLines } from "./describeResult";
import { imageFacts } from "./imageFacts";
import type { InputValues } from "./stepParams";

/** One step of the demo: an action, what a builder fills in, and what to show of its output. */
export interface DemoStep {
  action: string;
  inputs: InputValues;
  shows(data: unknown): string[];
}

const article =
  "Harbour towns once lived by the tide. Ships waited outside until the water was high enough, and the whole town " +
  "kept the same hours as the sea. Steam tugs changed that first, because they could tow a ship in at any hour. " +
  "Dredging changed it for good: a deep channel made the harbour open all day. Today the tide table still hangs in " +
  "the harbour office, but few people read it. The town keeps office hours, and the sea has to fit in.";

const prompts = ["What is 12 times 12?", "Say hello.", "What is 100 minus 58?"];

const textOf = (key: string) => (data: unknown) => [String((isRecord(data) ? data : {})[key] ?? "")];

/** Format, pixels and bytes of each image. */
const imageLines = (data: unknown): string[] =>
  listOf(isRecord(data) ? data["images"] : undefined).map(({ data: bytes, fileName }) => {
    if (!Buffer.isBuffer(bytes)) throw new Error("Create Image returned no image.");
    const facts = imageFacts(bytes);
    if (!facts) throw new Error("Create Image returned something other than a PNG or JPEG.");
    const { format, width, height } = facts;
    return `${String(fileName)}: ${format}, ${width} x ${height} pixels, ${bytes.length.toLocaleString("en")} bytes`;
  });

const modelLines = (data: unknown): string[] => {
  const models = listOf(isRecord(data) ? data["data"] : undefined).map(({ id }) => String(id));
  const first = models.slice(0, 3).join(", ");
  return [`${models.length} models: ${first}${models.length > 3 ? ", …" : ""}`];
};

/** The connector's five main actions, each as a builder would set it up. */
export const demoSteps: DemoStep[] = [
  {
    action: "createChatCompletion",
    inputs: {
      messages: JSON.stringify([{ role: "user", content: "What is 6 times 7?" }]),
      temperature: "0.2",
      numChoices: "2",
    },
    shows: (data) => (isRecord(data) ? choiceTexts(data) : []),
  },
  {
    action: "createImage",
    inputs: { prompt: "A watercolor of a lighthouse at dawn", numImages: "2", imageSize: "1536x1024" },
    shows: imageLines,
  },
  {
    action: "createCompletions",
    inputs: { messages: JSON.stringify(prompts) },
    shows: (data) => (isRecord(data) ? resultLines(data) : []),
  },
  { action: "rawRequest", inputs: { url: "/v1/models", method: "GET" }, shows: modelLines },
  {
    action: "summarizeText",
    inputs: { textToSummarize: article, summaryLength: "short" },
    shows: textOf("summary"),
  },
];
