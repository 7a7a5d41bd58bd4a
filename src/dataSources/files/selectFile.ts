import type { Element } from "@prismatic-io/spectral";
import type { FileObject } from "openai/resources/files";
import { nameInput } from "../../inputs/kinds";
import { optional } from "../../inputs/optional";
import { readPages } from "../../tasks/lists/readPages";
import { textIn } from "../../text/answerFields";
import { labelOf } from "../elements";
import { picker } from "../picker";

const pageSize = 100;
/** A dropdown of more is of no use. */
const mostShown = 1_000;

const sizeOf = (bytes: unknown): string | undefined => {
  if (typeof bytes !== "number" || !(bytes >= 0)) return undefined;
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
};

const toElement = ({ id, filename, purpose, bytes }: Readonly<Record<string, unknown>>): Element => ({
  key: String(id),
  label: labelOf(textIn(filename) ?? String(id), [textIn(purpose), sizeOf(bytes), String(id)]),
});

/** The files of the resource for one purpose, or all, in the service's order. */
export const selectFile = picker({
  label: "Select File",
  description: "Select one of the files of the resource, of one purpose or any.",
  inputs: {
    purpose: nameInput({
      label: "Purpose",
      comments: "Lists the files of this purpose alone, such as fine-tune or batch. Empty lists all.",
      placeholder: "Enter a purpose",
      example: "fine-tune",
    }),
  },
  choices: async ({ service }, { purpose }) => {
    const client = service();
    const { entries } = await readPages<FileObject>({
      ask: (after) =>
        client.withResource((openai) =>
          openai.files.list({
            limit: pageSize,
            ...optional("purpose", purpose),
            ...optional("after", after),
          }),
        ),
      isEnough: (files) => files.length >= mostShown,
    });
    return entries
      .filter(
        ({ id, purpose: own }) => textIn(id) !== undefined && (purpose === undefined || own === purpose),
      )
      .map((file) => toElement(file as unknown as Record<string, unknown>));
  },
  example: toElement({ id: "file-abc123", filename: "support.jsonl", purpose: "fine-tune", bytes: 184_320 }),
});
