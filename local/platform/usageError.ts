/** A mistake in what was entered; its message says what to enter instead. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** A connection that the environment describes in part; its message says what is missing. */
export class IncompleteConnectionError extends UsageError {}
