/** What an error says, part by part: its message is made of them, and whoever decides by an error reads them. */
export interface ErrorParts {
  /** What happened, in the user's words. */
  what: string;
  /** What the service says of it. */
  sentence?: string | undefined;
  /** What to do about it. */
  mend?: string | undefined;
  /** What was added on the way up, such as where a file is that was uploaded before. */
  note?: string | undefined;
  /** Label of the connection's field that can't be used. */
  field?: string | undefined;
}

/** The parts as one line: what happened, what the service says, what to do, and what was added. */
export const messageOf = ({ what, sentence, mend, note }: ErrorParts): string =>
  [what, sentence, mend, note].filter(Boolean).join(" ");

/** The same parts, each changed, as by a redactor. */
export const mapParts = ({ what, ...others }: ErrorParts, change: (text: string) => string): ErrorParts => ({
  what: change(what),
  ...Object.fromEntries(Object.entries(others).map(([name, text]) => [name, text && change(text)])),
});
