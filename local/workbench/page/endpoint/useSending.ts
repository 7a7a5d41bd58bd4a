import { useState } from "preact/hooks";
import type { SendChange } from "./useEndpoint";

/** Sends the changes of one section, whose last refusal stands until something is taken. */
export const useSending = (
  send: SendChange,
): { problem: string | undefined; change(path: string, body?: unknown): Promise<boolean> } => {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const change = async (path: string, body?: unknown): Promise<boolean> => {
    const refused = await send(path, body);
    setProblem(refused);
    return refused === undefined;
  };
  return { problem, change };
};
