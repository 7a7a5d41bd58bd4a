import { type AzureOpenAIError, isAzureOpenAIError } from "../../errors/errors";

/** Statuses with which the services refuse parameters. */
const statuses: ReadonlySet<unknown> = new Set([400, 404, 422]);

/** True for a refusal that may name a parameter: not one of content, nor in its dress. */
export const isRefusedRequest = (error: unknown): error is AzureOpenAIError =>
  isAzureOpenAIError(error) &&
  statuses.has(error.status) &&
  error.kind !== "contentFiltered" &&
  !/filter|policy/i.test(error.code ?? "");
