/** What a connection proves itself with, and what its gateway wants beside that. */
export interface Credential {
  /**
   * The headers that carry the credential and the gateway's key; they are put on the wire and nowhere else.
   * @param signal - ends the wait for a token
   * @throws FieldError for a token whose time is over; the signal's reason.
   */
  headers(signal?: AbortSignal): Record<string, string> | Promise<Record<string, string>>;
  /** Headers that the connection adds to every call, names in lower case; a step's own win over them. */
  readonly extraHeaders: Readonly<Record<string, string>>;
  /** Query parameters that the connection adds to every call, spelled as URLs spell them; a step's own win. */
  readonly query: ReadonlyArray<readonly [name: string, spelledValue: string]>;
  /** Forgets the headers that the service just refused; false when there is nothing newer to try with. */
  renew(refused: Readonly<Record<string, string>>): boolean;
  /** Every text that must not appear in an answer, an error or a log. */
  secrets(): string[];
  /**
   * Texts that may be secrets, or that stand in a password field though they are never sent: they must not appear
   * in an error or a log, and stay in answers.
   */
  readonly suspects: readonly string[];
}

/** A connection as the platform hands it to a step. */
export interface ConnectionValue {
  key: string;
  configVarKey: string;
  fields: Readonly<Record<string, unknown>>;
  /** What the platform keeps of an OAuth 2.0 sign-in. */
  token?: Readonly<Record<string, unknown>> | undefined;
}
