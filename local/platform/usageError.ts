/** A mistake in what was entered. Its message says what to enter instead. */
export class UsageError extends Error {
  override name = "UsageError";

  private readonly parts: { place?: string; problem: string; hint?: string };

  constructor(problem: string) {
    super(problem);
    this.parts = { problem };
  }

  /** Adds the place of the mistake before the message, or a hint after it. */
  with(added: { place?: string; hint?: string }): this {
    const { place, problem, hint } = Object.assign(this.parts, added);
    this.message = [place, problem, hint].filter(Boolean).join(" ");
    return this;
  }
}

/** A connection that the environment describes in part; its message says what is missing. */
export class IncompleteConnectionError extends UsageError {}
