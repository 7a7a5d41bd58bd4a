import type { Step } from "../call";
import { routeAt } from "../endpoint/address";
import { send } from "./http";

const contentPath = /\/content\/?$/;

/**
 * How many bytes the content at an address has by the service's own record of it, which stands above it
 * (`/files/{id}` above `/files/{id}/content`); undefined where there is none, or none that says so.
 * @param signal - ends the asking when nobody waits for it any more
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
    // Then nobody tells, and the bound is that of a file whose length is unknown.
    return undefined;
  }
};
