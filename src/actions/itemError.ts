import { isAzureOpenAIError, isConnectionProblem, readableError } from "../client/errors";
import { objectOrNull } from "./outputOf";

/** Why one item of many has no answer: the error's message and its facts. */
export interface ItemError {
  message: string;
  kind?: string;
  status?: number;
  code?: string;
  requestId?: string;
  attempts?: number;
  retryAfterMs?: number;
}

/** An error as it stands beside the item that met it. */
export const itemError = (thrown: unknown): ItemError => {
  const error = readableError(thrown);
  const { kind, status, code, requestId, attempts, retryAfterMs } = error as Partial<ItemError>;
  const facts =
    isAzureOpenAIError(error) || isConnectionProblem(error)
      ? { kind, status, code, requestId, attempts, retryAfterMs }
      : {};
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { message: error.message, ...known };
};

/** Schema of an item's error. */
export const itemErrorSchema = objectOrNull({
  message: { type: "string" },
  kind: { type: "string" },
  status: { type: "number" },
  code: { type: "string" },
  requestId: { type: "string" },
  attempts: { type: "number" },
  retryAfterMs: { type: "number" },
});
