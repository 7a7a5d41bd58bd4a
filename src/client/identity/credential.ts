/** How a connection authenticates, and what its gateway demands in addition. */
export interface Credential {
  /**
   * The headers with the credential and the gateway's key. They are sent, and used nowhere else.
   * @param signal - ends the wait for a token
   * @throws FieldError for an expired token; the signal's reason.
   */
  headers(signal?: AbortSignal): Record<string, string> | Promise<Record<string, string>>;
  /** Headers that the connection adds to every call, names in lower case. A step's own headers win. */
  readonly extraHeaders: Readonly<Record<string, string>>;
  /** Query parameters that the connection adds to every call, URL-encoded. A step's own parameters win. */
  readonly query: ReadonlyArray<readonly [name: string, spelledValue: string]>;
  /** Forgets credential headers that the service refused; false when no newer ones can be had. */
  renew(refused: Readonly<Record<string, string>>): boolean;
  /** All texts that must not appear in an answer, an error or a log. */
  secrets(): string[];
  /**
   * Texts that may be secrets, and texts of password fields that are never sent. They must not appear in errors or
   * logs; answers keep them.
   */
  readonly suspects: readonly string[];
}

/** A connection as the platform passes it to a step. */
export interface ConnectionValue {
  key: string;
  configVarKey: string;
  fields: Readonly<Record<string, unknown>>;
  /** The token of an OAuth 2.0 sign-in, which the platform keeps. */
  token?: Readonly<Record<string, unknown>> | undefined;
}
