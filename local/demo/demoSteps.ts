import { fineTuneAndDeploy } from "../cases/actions/fineTuneAndDeploy";
import type { EnteredForm } from "../cases/stepCase";
import { choiceTexts, listOf, resultLines } from "../cli/describeResult";
import { isRecord } from "../platform/isRecord";
import { imageFacts } from "./imageFacts";

/** One step of the demo: an action, which is filled in as its case shows it, and what to show of its output. */
export interface DemoStep {
  action: string;
  /** In place of the case's form: what is filled in, by what the step before gave. */
  form?(before: unknown): EnteredForm;
  /** The API that it runs at; Azure's v1 unless given. */
  api?: "openai";
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

/** Of a kind that the tickets of the case tell of, in words that no base model knows. */
const newTicket = "Ticket 99: the parcel is late, where is it?";

const percentOf = (score: unknown): string => `${Math.round(Number(score) * 100)} %`;

/** The model that was trained, and how it did beside its base. */
const trainingLines = (data: unknown): string[] => {
  const { model, evaluation } = isRecord(data) ? data : {};
  const { rows, score, otherScore } = isRecord(evaluation) ? evaluation : {};
  return [
    `${model}`,
    `${rows} test rows: ${percentOf(score)} right, the base model ${percentOf(otherScore)}`,
  ];
};

const trainedModel = (before: unknown): string => String(isRecord(before) ? before["model"] : "");

const answerLines = (data: unknown) => (isRecord(data) ? choiceTexts(data) : []);

/** The connector's five main actions, then a model that is trained, and what it and its base answer. */
export const demoSteps: DemoStep[] = [
  { action: "createChatCompletion", shows: answerLines },
  { action: "createImage", shows: imageLines },
  { action: "createCompletions", shows: (data) => (isRecord(data) ? resultLines(data) : []) },
  { action: "rawRequest", shows: modelLines },
  { action: "summarizeText", shows: textOf("summary") },
  {
    action: "fineTuneAndDeploy",
    api: "openai",
    form: () => ({ ...fineTuneAndDeploy.required, evaluation: { by: "exact" } }),
    shows: trainingLines,
  },
  {
    action: "createChatCompletion",
    api: "openai",
    form: (before) => ({ model: trainedModel(before), userPrompt: newTicket }),
    shows: answerLines,
  },
  {
    action: "createChatCompletion",
    api: "openai",
    form: () => ({ model: fineTuneAndDeploy.required["baseModel"], userPrompt: newTicket }),
    shows: answerLines,
  },
];
