import { insteadOf } from "../../inputs/fieldNames";
import type { DataRecord } from "../../inputs/records";
import { fileOf } from "../../text/bytesOf";
import { findField } from "../../text/fieldValue";
import { refuseInput } from "../../text/InputError";
import { shownName } from "../../text/nearestNames";
import { jsonText } from "../../text/plainValue";
import type { PromptTemplate } from "../../text/promptTemplate";
import { utf8Text } from "../../text/utf8Text";
import { readyRow } from "./readyRow";
import type { RowSources, ShapeRow, TrainingMethod, TrainingOptions } from "./trainingOptions";

type Piece = { text: string } | { reason: string };
type ReadPiece = (record: DataRecord) => Piece;

const textOf = (value: unknown): Piece => {
  if (value === undefined || value === null) return { text: "" };
  if (typeof value === "string") return { text: value };
  if (value instanceof Date) return { text: value.toJSON() ?? "" };
  const file = fileOf(value);
  if (!file) return { text: typeof value === "object" ? jsonText(value) : String(value) };
  const text = utf8Text(file.bytes);
  return "bytes" in text
    ? { text: text.bytes.toString("utf8") }
    : { reason: `A field holds a file without text: ${text.problem}` };
};

const fromField =
  (what: string, name: string): ReadPiece =>
  (record) => {
    const found = findField(record, name);
    if (!found) return { reason: `It has no field ${shownName(name)} for the ${what}.` };
    if ("rivals" in found)
      return { reason: `Several of its fields look like ${shownName(name)}. Rename one of them.` };
    return textOf(found.value);
  };

const fromTemplate =
  (template: PromptTemplate): ReadPiece =>
  (record) => {
    const { problems, lacking } = template.inspect(record);
    if (problems[0] !== undefined) return { reason: problems[0] };
    if (lacking[0] !== undefined)
      return { reason: `It has no field ${shownName(lacking[0])}, which ${template.label} asks for.` };
    return { text: template.render(record) };
  };

/** What a field of each method is called where nobody says otherwise. */
const usualNames = {
  prompt: "prompt",
  answer: "completion",
  preferred: "preferred",
  rejected: "rejected",
} as const;

/** How pieces of rows are found in records. */
interface Pieces {
  system: ReadPiece | undefined;
  prompt: ReadPiece;
  answer: ReadPiece;
  rejected: ReadPiece;
}

const piecesOf = (sources: RowSources, method: TrainingMethod): Pieces => {
  const read = (what: string, template: PromptTemplate | undefined, field: string) =>
    template ? fromTemplate(template) : fromField(what, field);
  const { promptField, answerField, rejectedField } = sources;
  const usualAnswer = method === "preference" ? usualNames.preferred : usualNames.answer;
  return {
    system: sources.systemPrompt && fromTemplate(sources.systemPrompt),
    prompt: read("prompt", sources.promptTemplate, promptField ?? usualNames.prompt),
    answer: read("answer", sources.answerTemplate, answerField ?? usualAnswer),
    rejected: read("rejected answer", sources.rejectedTemplate, rejectedField ?? usualNames.rejected),
  };
};

/** The instructions of a row as messages: Azure's reinforcement training takes them in the user's message alone. */
const opening = (system: string, prompt: string, { method, service }: TrainingOptions): object[] => {
  if (system === "") return [{ role: "user", content: prompt }];
  if (method === "reinforcement" && service === "azure")
    return [{ role: "user", content: `${system}\n\n${prompt}` }];
  const role = method === "reinforcement" ? "developer" : "system";
  return [
    { role, content: system },
    { role: "user", content: prompt },
  ];
};

const madeRow = (pieces: Pieces, options: TrainingOptions): ShapeRow => {
  const { method } = options;
  const used =
    method === "preference"
      ? (["answer", "rejected"] as const)
      : method === "supervised"
        ? (["answer"] as const)
        : [];
  return (record) => {
    const texts: Record<string, string> = {};
    for (const name of ["system", "prompt", ...used] as const) {
      const piece = pieces[name]?.(record) ?? { text: "" };
      if ("reason" in piece) return piece;
      texts[name] = piece.text;
    }
    const { system = "", prompt = "", answer = "", rejected = "" } = texts;
    const messages = opening(system, prompt, options);
    const spoken = (content: string) => ({ role: "assistant", content });
    if (method === "supervised") return { row: { messages: [...messages, spoken(answer)] } };
    if (method === "preference")
      return {
        row: {
          input: { messages },
          preferred_output: [spoken(answer)],
          non_preferred_output: [spoken(rejected)],
        },
      };
    const { [options.promptField ?? usualNames.prompt]: _, ...extra } = record;
    return { row: { ...(options.promptTemplate ? record : extra), messages } };
  };
};

const isReady = (record: DataRecord): boolean =>
  record["messages"] !== undefined || record["preferred_output"] !== undefined;

/** The labels of the inputs that name fields. */
const fieldLabels = {
  prompt: "Prompt Field",
  answer: "Answer Field",
  rejected: "Rejected Answer Field",
} as const;

/** @throws InputError that names the input whose field no record has. */
const checkFields = (options: TrainingOptions, samples: readonly DataRecord[]): void => {
  const { method } = options;
  const isPreference = method === "preference";
  const asked: Array<[label: string, isFilled: unknown, name: string]> = [
    [fieldLabels.prompt, options.promptTemplate, options.promptField ?? usualNames.prompt],
  ];
  if (method !== "reinforcement")
    asked.push([
      fieldLabels.answer,
      options.answerTemplate,
      options.answerField ?? (isPreference ? usualNames.preferred : usualNames.answer),
    ]);
  if (isPreference)
    asked.push([
      fieldLabels.rejected,
      options.rejectedTemplate,
      options.rejectedField ?? usualNames.rejected,
    ]);
  for (const [label, isFilled, name] of asked) {
    if (isFilled || samples.length === 0 || samples.some((record) => findField(record, name))) continue;
    refuseInput(label, `${shownName(name)} is a field of no record.`, insteadOf(name, samples).trim());
  }
};

/**
 * What makes the row of each record. Templates and fields that were entered make rows; without any, records that have
 * messages or preference pairs are rows already, and others have the usual fields.
 * @param samples - the first records
 * @throws InputError that names the input whose field none of the samples has.
 */
export const rowShaper = (options: TrainingOptions, samples: readonly DataRecord[]): ShapeRow => {
  const isMade = options.promptTemplate !== undefined || options.promptField !== undefined;
  if (!isMade && samples.some(isReady)) {
    const { systemPrompt } = options;
    return readyRow(options, systemPrompt && fromTemplate(systemPrompt));
  }
  checkFields(options, samples);
  return madeRow(piecesOf(options, options.method), options);
};
