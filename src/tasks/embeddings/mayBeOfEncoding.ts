import { isAzureOpenAIError } from "../../client/errors/errors";

/** True for an error of a server or gateway that may not know base64. */
export const mayBeOfEncoding = (error: unknown): boolean =>
  isAzureOpenAIError(error) &&
  (error.reason === undefined || /encoding|base64/i.test(`${error.param} ${error.sentence}`)) &&
  ([400, 415, 422].includes(error.status ?? 0) || (error.status ?? 0) >= 500);
