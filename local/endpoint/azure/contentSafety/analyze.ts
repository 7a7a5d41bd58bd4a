import { harmsInImage, harmsInText, type Severities } from "../../catalogue/harms";
import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import { gatewayError } from "../../server/errorShapes";

/** The categories in the order of an answer to a request that asks for none. */
const harmOf = { Hate: "hate", SelfHarm: "selfHarm", Sexual: "sexual", Violence: "violence" } as const;
type Category = keyof typeof harmOf;

const longestText = 10_000;
const mostBytes = 4 * 1024 * 1024;

const refuse = (message: string): Answer => jsonAnswer(gatewayError("InvalidRequestBody", message), 400);

/** The categories that are asked for, in the order of the answer. */
const askedFor = ({ categories }: Record<string, unknown>): Category[] => {
  const all = Object.keys(harmOf) as Category[];
  if (!Array.isArray(categories) || categories.length === 0) return all;
  return categories.filter((name): name is Category => all.includes(name));
};

const answerOf = (
  body: Record<string, unknown>,
  harms: Severities,
  levels: "four" | "eight",
): Record<string, unknown>[] =>
  askedFor(body).map((category) => {
    const severity = harms[harmOf[category]];
    return { category, severity: levels === "eight" ? severity : severity - (severity % 2) };
  });

/** POST text:analyze. */
export const analyzeText = (body: Record<string, unknown>): Answer => {
  const { text, outputType = "FourSeverityLevels" } = body;
  if (typeof text !== "string" || text === "") return refuse("The text field is required.");
  if ([...text].length > longestText)
    return refuse(`The length of the text must be less than or equal to ${longestText} characters.`);
  if (outputType !== "FourSeverityLevels" && outputType !== "EightSeverityLevels")
    return refuse("The output type is not supported.");
  const levels = outputType === "FourSeverityLevels" ? "four" : "eight";
  return jsonAnswer({
    blocklistsMatch: [],
    categoriesAnalysis: answerOf(body, harmsInText(text), levels),
  });
};

/** Width and height in the header of a PNG; undefined for another file. */
const sizeOf = (bytes: Buffer): number[] | undefined =>
  bytes.length > 24 && bytes.toString("latin1", 1, 4) === "PNG"
    ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    : undefined;

/** POST image:analyze, for the bytes of an image: there is no store that a blob could be in. */
export const analyzeImage = (body: Record<string, unknown>): Answer => {
  const { content, blobUrl } = isRecord(body["image"]) ? body["image"] : {};
  if ((typeof content === "string") === (typeof blobUrl === "string"))
    return refuse("Only one of content and blobUrl has to be given.");
  if (typeof content !== "string") return refuse("The blob can't be read.");
  const bytes = Buffer.from(content, "base64");
  if (bytes.length > mostBytes) return refuse("The image size exceeds 4 MB.");
  const size = sizeOf(bytes);
  if (size?.some((side) => side < 50 || side > 2048))
    return refuse("The image has to have from 50 x 50 to 2048 x 2048 pixels.");
  return jsonAnswer({ categoriesAnalysis: answerOf(body, harmsInImage(bytes), "four") });
};
