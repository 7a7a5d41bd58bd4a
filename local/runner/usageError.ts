/** A mistake of the person at the keyboard; its message says what to type instead. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** An error's message as one line. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ").trim();
