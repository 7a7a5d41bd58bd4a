import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { wellFormedJson } from "../../text/wellFormedJson";

/** The rows of a batch. Lines are made on demand, the same each time, so that the file is never in memory. */
export interface BatchRows {
  count: number;
  /** The operation of all lines. */
  operation: string;
  /** True when the custom ids are made by `rowId`. */
  hasRowIds: boolean;
  /** One line, without its line feed. */
  line(index: number): string | Buffer;
}

/** The custom id of a line made here, by the row's index. */
export const rowId = (index: number): string => `row-${index}`;

/** The row's index in a custom id of `rowId`; undefined for any other id, such as row-01. */
export const rowOfId = (id: string): number | undefined => {
  const digits = /^row-(0|[1-9]\d{0,8})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The chat operation's name in a batch: dated versions leave out the version. */
export const chatOperation = ({ api }: Pick<ModelsEndpoint, "api">): string =>
  api === "dated" ? "/chat/completions" : "/v1/chat/completions";

/** Rows with one operation and a body that is made from the row's index. */
export const generatedRows = (
  count: number,
  operation: string,
  bodyOf: (index: number) => object,
): BatchRows => ({
  count,
  operation,
  hasRowIds: true,
  line: (index) =>
    wellFormedJson(
      JSON.stringify({ custom_id: rowId(index), method: "POST", url: operation, body: bodyOf(index) }),
    ),
});
