import { existsSync, readFileSync } from "node:fs";
import { isRecord } from "../platform/isRecord";
import type { Expression } from "./integrationFile";

/** What a flow meets that this component does not give. */
export interface FlowSample {
  /** What a trigger of another component hands over, as its results: for each a run of the flow. */
  triggers: unknown[];
  /** What steps of other components give, by their names in references. */
  steps: Record<string, unknown>;
  /**
   * Groups, which a file can't have and which are entered in the designer, by the step's name in references: the
   * members of each by their keys.
   */
  groups: Record<string, Record<string, Record<string, Expression>>>;
}

/** A file that a sample has, in place of bytes. */
const fileIn = ({ text, contentType }: Record<string, unknown>): unknown => ({
  data: Buffer.from(String(text)),
  contentType: String(contentType),
});

const withFiles = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withFiles);
  if (!isRecord(value)) return value;
  if (isRecord(value["$file"])) return fileIn(value["$file"]);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withFiles(entry)]));
};

/** The samples of an integration's flows by the names of the flows: those of a file, or none where there is none. */
export const readSamples = (path: string): ((flow: string) => FlowSample) => {
  const samples = existsSync(path) ? (withFiles(JSON.parse(readFileSync(path, "utf8"))) as object) : {};
  return (flow) => ({
    ...{ triggers: [], steps: {}, groups: {} },
    ...(Reflect.get(samples, flow) as Partial<FlowSample> | undefined),
  });
};
