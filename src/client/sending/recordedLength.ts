import type { Step } from "../call";
import { routeAt } from "../endpoint/address";
import { send } from "./http";

const contentPath = /\/content\/?$/;

/**
 * The length of a file's content in bytes, by the service's record of the file, which is one level above it
 * (`/files/{id}` above `/files/{id}/content`); undefined where there is none, or it has no length.
 * @param signal - aborts the look-up
 */
export const recordedLength = async (
  step: Step,
  content: URL,
  signal: AbortSignal,
): Promise<number | undefined> => {
  if (!contentPath.test(content.pathname)) return undefined;
  const url = new URL(content);
  url.pathname = content.pathname.replace(contentPath, "");
  const asking = { ...step, signal: AbortSignal.any([signal, ...(step.signal ? [step.signal] : [])]) };
  try {
    const answer = await send(asking, {
      method: "GET",
      url,
      route: routeAt(step.endpoint, "GET", url),
      headers: { accept: "application/json" },
      expects: "json",
    });
    const { bytes } = (answer.json?.value ?? {}) as { bytes?: unknown };
    return typeof bytes === "number" && Number.isSafeInteger(bytes) ? bytes : undefined;
  } catch {
    // The length stays unknown, and the bound for such files applies.
    return undefined;
  }
};
