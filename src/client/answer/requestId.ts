import { headerText, type ResponseHeaders } from "./headers";
import { oneLine } from "./plainText";
import { textOf } from "./problemWords";

const names = ["apim-request-id", "x-request-id", "x-ms-request-id"];
const longestId = 100;

/**
 * The id to give to support, on one line and bounded: `apim-request-id` of Azure, else `x-request-id`, else
 * `x-ms-request-id` of Azure Resource Manager.
 */
export const requestIdOf = (headers: ResponseHeaders): string | undefined => {
  for (const name of names) {
    const text = textOf(headerText(headers, name));
    const id = text === undefined ? "" : oneLine(text, longestId);
    if (id) return id;
  }
  return undefined;
};
