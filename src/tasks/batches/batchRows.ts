import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { wellFormedJson } from "../../text/wellFormedJson";

/** The rows of a batch. A line is made whenever it is needed, the same each time: nobody holds the file. */
export interface BatchRows {
  count: number;
  /** The operation that every line asks for. */
  endpoint: string;
  /** True when the custom ids are those of `rowId`. */
  hasRowIds: boolean;
  /** A line without its line feed. */
  line(index: number): string | Buffer;
}

/** Custom ids of the lines that are made here: the place of the row, from 0. */
export const rowId = (index: number): string => `row-${index}`;

/** The place that a custom id of `rowId` names; undefined for any other, such as row-01. */
export const rowOfId = (id: string): number | undefined => {
  const digits = /^row-(0|[1-9]\d{0,8})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** How the chat operation is called in a batch: dated versions leave out the version. */
export const chatOperation = ({ api }: Pick<ModelsEndpoint, "api">): string =>
  api === "dated" ? "/chat/completions" : "/v1/chat/completions";

/** Rows whose lines ask for one operation each, with a body made from the row's place. */
export const generatedRows = (
  count: number,
  endpoint: string,
  bodyOf: (index: number) => object,
): BatchRows => ({
  count,
  endpoint,
  hasRowIds: true,
  line: (index) =>
    wellFormedJson(
      JSON.stringify({ custom_id: rowId(index), method: "POST", url: endpoint, body: bodyOf(index) }),
    ),
});
