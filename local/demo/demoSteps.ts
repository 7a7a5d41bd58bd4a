import { choiceTexts, listOf, resultLines } from "../cli/describeResult";
import { isRecord } from "../platform/isRecord";
import { imageFacts } from "./imageFacts";

/** One step of the demo: an action, which is filled in as its case shows it, and what to show of its output. */
export interface DemoStep {
  action: string;
  shows(data: unknown): string[];
}

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

/** The connector's five main actions. */
export const demoSteps: DemoStep[] = [
  { action: "createChatCompletion", shows: (data) => (isRecord(data) ? choiceTexts(data) : []) },
  { action: "createImage", shows: imageLines },
  { action: "createCompletions", shows: (data) => (isRecord(data) ? resultLines(data) : []) },
  { action: "rawRequest", shows: modelLines },
  { action: "summarizeText", shows: textOf("summary") },
];
