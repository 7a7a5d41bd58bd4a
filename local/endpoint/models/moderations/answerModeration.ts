import { randomUUID } from "node:crypto";
import { harmsInImage, harmsInText, type Severities } from "../../catalogue/harms";
import { modelNotFoundError } from "../../catalogue/modelRoutes";
import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";
import { refuseAbsent, refuseField } from "../../server/refusals";

/** What a result is about: the texts and the images of one input. */
interface Judged {
  texts: string[];
  images: Buffer[];
}

const usualModel = "omni-moderation-latest";

/** The categories, the harm that each is scored by, and whether images are looked at for it. */
const categories: ReadonlyArray<readonly [name: string, harm: keyof Severities | "", isForImages: boolean]> =
  [
    ["harassment", "", false],
    ["harassment/threatening", "", false],
    ["sexual", "sexual", true],
    ["hate", "hate", false],
    ["hate/threatening", "", false],
    ["illicit", "", false],
    ["illicit/violent", "", false],
    ["self-harm/intent", "", true],
    ["self-harm/instructions", "", true],
    ["self-harm", "selfHarm", true],
    ["sexual/minors", "", false],
    ["violence", "violence", true],
    ["violence/graphic", "", true],
  ];

const dataUrl = /^data:image\/[a-z]+;base64,/;

/** POST moderations: a list of texts has a result each, a list of parts one. */
export const answerModeration = (body: Record<string, unknown>): Answer => {
  const { input, model = usualModel } = body;
  if (input === undefined) return refuseAbsent("input");
  if (typeof model !== "string" || !/^(omni|text)-moderation-/.test(model))
    return jsonAnswer(modelNotFoundError(String(model)), 404);
  const judged = readInput(input);
  if ("refusal" in judged) return judged.refusal;
  return jsonAnswer({ id: `modr-${randomUUID()}`, model, results: judged.list.map(resultOf) });
};

type Read = { list: Judged[] } | { refusal: Answer };

const readInput = (input: unknown): Read => {
  const entries = Array.isArray(input) ? input : [input];
  if (entries.length === 0) return { refusal: refuseField("input", "Invalid 'input': an empty list.") };
  if (entries.every((entry) => typeof entry === "string"))
    return { list: entries.map((text) => ({ texts: [text], images: [] })) };
  return entries.every(isRecord)
    ? readParts(entries)
    : { refusal: refuseField("input", "Invalid 'input': expected texts, or a list of parts.") };
};

const readParts = (parts: readonly Record<string, unknown>[]): Read => {
  const judged: Judged = { texts: [], images: [] };
  for (const { type, text, image_url: image } of parts) {
    const url = isRecord(image) ? image["url"] : undefined;
    if (type === "text" && typeof text === "string") judged.texts.push(text);
    else if (type === "image_url" && typeof url === "string" && dataUrl.test(url))
      judged.images.push(Buffer.from(url.replace(dataUrl, ""), "base64"));
    else return { refusal: refuseField("input", "Invalid 'input': a part that can't be read.") };
  }
  const { length } = judged.images;
  return length > 1 ? { refusal: refuseImages(length) } : { list: [judged] };
};

const refuseImages = (count: number): Answer => {
  const message = `Number of images (${count}) exceeds maximum of 1`;
  return jsonAnswer(standardError({ message, param: "input", code: "too_many_images" }), 400);
};

const resultOf = ({ texts, images }: Judged): object => {
  const ofText = harmsInText(texts.join("\n"));
  const [ofImage] = images.map(harmsInImage);
  const rows = categories.map(([name, harm, isForImages]) => {
    const applied = [
      ...(texts.length > 0 ? ["text"] : []),
      ...(images.length > 0 && isForImages ? ["image"] : []),
    ];
    const found = harm && Math.max(ofText[harm], isForImages ? (ofImage?.[harm] ?? 0) : 0);
    const score = applied.length === 0 ? 0 : Math.min(0.99, (found || 0) / 8 + 0.0001);
    return { name, applied, score };
  });
  const by = <Value>(value: (row: (typeof rows)[number]) => Value): Record<string, Value> =>
    Object.fromEntries(rows.map((row) => [row.name, value(row)]));
  return {
    flagged: rows.some(({ score }) => score >= 0.5),
    categories: by(({ score }) => score >= 0.5),
    category_scores: by(({ score }) => score),
    category_applied_input_types: by(({ applied }) => applied),
  };
};
