import { AzureOpenAIError, type ErrorKind } from "../../client/errors/errors";
import type { ErrorParts } from "../../text/errorParts";

/** The error of an item whose answer can't be used. */
export const unusableAnswer = (parts: ErrorParts, kind: ErrorKind = "unexpectedResponse"): AzureOpenAIError =>
  new AzureOpenAIError(parts, { kind, status: 200, attempts: 1 });
