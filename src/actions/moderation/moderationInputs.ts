import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanNumber, cleanPairs, isEmpty } from "../../inputs/cleaners";
import { choiceInput, pairsInput } from "../../inputs/kinds";
import { listEntries } from "../../inputs/listEntries";
import { type ModelFile, readSingleFiles } from "../../inputs/modelFiles";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import { givenTexts } from "../../inputs/texts";
import { readAt, refuseInput } from "../../text/InputError";
import { harms, knownCategory } from "../../text/moderation/categories";
import type { Thresholds } from "../../text/moderation/verdict";

const filesLabel = "Files";

/** An image by address would drop out where the service can't fetch it. */
const checkImage = ({ kind, content, place }: ModelFile): void => {
  if (kind === "image" && content.startsWith("data:")) return;
  const what = kind === "image" ? "an address" : kind === "pdf" ? "a PDF" : "a text";
  const mend =
    kind === "text" ? "Enter its text under Texts." : "Make images of it in a step before this one.";
  refuseInput(
    filesLabel,
    `${place} is ${what}, and images alone are judged.`,
    kind === "image" ? "Download it in a step before this one." : mend,
  );
};

/** Input for the images to judge. */
export const files = input({
  label: filesLabel,
  type: "data",
  required: false,
  comments: "Images of earlier steps. Addresses are not opened.",
  placeholder: "Reference images",
  example: "A reference to images of an earlier step",
  clean: (value: unknown): ModelFile[] | undefined => {
    const read = isEmpty(value) ? [] : readSingleFiles(filesLabel, listEntries(value));
    for (const file of read) checkImage(file);
    return read.length > 0 ? read : undefined;
  },
});

/** Input for who judges. */
export const by = choiceInput({
  label: "Judged By",
  default: "automatic",
  choices: {
    automatic: "Automatic",
    openai: "OpenAI Moderation",
    contentSafety: "Content Safety",
    contentFilter: "Content Filter",
  },
  comments: "Automatic takes the Content Safety of the connection, else what its service has.",
  placeholder: "Choose who judges",
  example: "automatic",
});

const limitsInput = (
  label: string,
  {
    comments,
    example,
    ...range
  }: { comments: string; example: string; min: number; max: number; names?: readonly string[] },
) => ({
  ...pairsInput({
    label,
    keyLabel: "Category",
    comments,
    placeholder: "Enter a number",
    example,
  }),
  clean: (value: unknown): Array<readonly [category: string, limit: number]> =>
    cleanPairs(label)(value).flatMap(([given, limit]) => {
      const name = knownCategory(given);
      if (name === undefined || range.names?.includes(name) === false)
        return refuseInput(
          label,
          `"${given.slice(0, 60)}" is no category here.`,
          `Enter one such as ${harms.join(", ")}.`,
        );
      const number = readAt(name, () => cleanNumber(label, range)(limit));
      return number === undefined ? [] : [[name, number] as const];
    }),
});

/** Group of inputs for when something is flagged. */
export const thresholds = structuredObjectInput({
  label: "Thresholds",
  comments: "From where on is flagged.",
  inputs: {
    severities: limitsInput("Severities", {
      comments: "For Azure: hate, self-harm, sexual or violence, and 1 to 7. Self-harm has 2, the others 4.",
      example: "violence: 6",
      ...{ min: 1, max: 7, names: harms },
    }),
    scores: limitsInput("Scores", {
      comments: "For OpenAI: a category such as illicit, and 0 to 1. Empty is OpenAI's own verdict.",
      example: "harassment: 0.8",
      ...{ min: 0, max: 1 },
    }),
  },
});

/** What a step flags by. */
export const thresholdsOf = (given: SettingsOf<typeof thresholds>): Thresholds => {
  const { severities, scores } = settingsOf(thresholds, given);
  return { severities: new Map(severities), scores: new Map(scores) };
};

/** The texts and images of a step. */
interface Given {
  text: string | undefined;
  texts: string[] | undefined;
  files: ModelFile[] | undefined;
}

/**
 * The texts of a step, which may have images alone.
 * @throws InputError where it has neither, or both Text and Texts.
 */
export const textsBeside = ({ files: images, ...given }: Given): string[] => {
  const hasTexts = given.text !== undefined || given.texts !== undefined;
  if (hasTexts) return givenTexts(given);
  if (images === undefined)
    refuseInput(`Text, Texts and ${filesLabel}`, "all are empty.", "Enter what is to be judged.");
  return [];
};
