import { structuredObjectInput } from "@prismatic-io/spectral";
import { csvText, jsonLinesText } from "../text/tables/writeTable";
import { cleanFileName } from "./file";
import { choiceInput, nameInput } from "./kinds";
import type { DataRecord } from "./records";
import { type SettingsOf, settingsOf } from "./settingsOf";

const fileFormat = choiceInput({
  label: "File Format",
  default: "none",
  comments: "CSV for Spreadsheets opens well in Excel, and what looks like a formula stays text.",
  placeholder: "Choose a format",
  example: "spreadsheet",
  choices: {
    none: "No File",
    csv: "CSV",
    spreadsheet: "CSV for Spreadsheets",
    jsonLines: "JSON Lines",
  },
});

const fileName = {
  ...nameInput({
    label: "File Name",
    comments: "The name of the file. Empty means records.csv or records.jsonl.",
    placeholder: "Enter a file name",
    example: "reviews.csv",
  }),
  clean: cleanFileName,
};

/** Group of settings of a file with the records that come out. */
export const outputFile = structuredObjectInput({
  label: "Output File",
  comments: "Gives the records that come out as a file as well.",
  inputs: { fileFormat, fileName },
});

/** Records as a file, in the form in which steps take files. */
interface RecordsFile {
  data: Buffer;
  contentType: string;
  fileName: string;
}

/**
 * The file of records that a step asks for; null where it asks for none.
 * @param records - makes the records where they are needed
 */
export const recordsFile = (
  group: SettingsOf<typeof outputFile>,
  records: () => readonly DataRecord[],
): RecordsFile | null => {
  const { fileFormat: format = "none", fileName: name } = settingsOf(outputFile, group);
  if (format === "none") return null;
  const isLines = format === "jsonLines";
  const text = isLines ? jsonLinesText(records()) : csvText(records(), format === "spreadsheet");
  return {
    data: Buffer.from(text),
    contentType: isLines ? "application/jsonl" : "text/csv",
    fileName: name ?? (isLines ? "records.jsonl" : "records.csv"),
  };
};
