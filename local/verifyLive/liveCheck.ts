/** A model that a check asks, by what it does; the variable of the environment that names it is in `modelVariables`. */
export type ModelUse = "chat" | "batch" | "image" | "transcription" | "base";

/** The variables that name the models of checks. The connection's own default answers where `chat` is not named. */
export const modelVariables: Readonly<Record<ModelUse, string>> = {
  chat: "VERIFY_CHAT_MODEL",
  batch: "VERIFY_BATCH_MODEL",
  image: "VERIFY_IMAGE_MODEL",
  transcription: "VERIFY_TRANSCRIPTION_MODEL",
  base: "VERIFY_BASE_MODEL",
};

/** What a call gave: its data, or the error in words and facts. */
export interface Given {
  data?: unknown;
  error?: { message: string; status?: number; code?: string };
}

/** What a check works with. */
export interface LiveTools {
  /** Runs an action of the bundle; an error is given, not thrown. */
  act(action: string, inputs: Record<string, unknown>): Promise<Given>;
  /** Has something undone when all is over, the last first. */
  undo(what: string, action: string, inputs: Record<string, unknown>): void;
  /** The model for a use; empty where the connection's default answers. */
  model(use: ModelUse): string;
}

/** What was found: whether the connector's assumption holds, and what was seen. */
export interface Finding {
  verdict: "holds" | "differs" | "unclear";
  seen: string;
}

/** One question to the real service. */
export interface LiveCheck {
  /** Short, for `--only`. */
  name: string;
  /** How the page of what was not checked begins to tell of it; empty for what others build on. */
  about: string;
  question: string;
  /** The most calls that it makes, what it deletes afterwards included. */
  calls: number;
  /** The most tokens that a model reads and writes. */
  tokens: { input: number; output: number };
  /** What it may cost beside tokens. */
  beside?: string;
  needs: readonly ModelUse[];
  /** Only on one of the services. */
  service?: "azure" | "openai";
  /** Only with a service principal, as Azure Resource Manager asks for one. */
  asksResourceManager?: true;
  run(tools: LiveTools): Promise<Finding>;
}

/** The words of what was given: what the service said, or the beginning of the data. */
export const seenOf = ({ data, error }: Given): string =>
  error
    ? `${error.status ?? "no status"}${error.code ? ` ${error.code}` : ""}: ${error.message}`
    : JSON.stringify(data ?? null).slice(0, 300);

/** True where the connector itself refused, or nobody answered: the service was not asked. */
const isUnasked = ({ error }: Given): boolean => error !== undefined && error.status === undefined;

/** A finding that holds where the service refused what was asked, with the status or any. */
export const holdsWhenRefused = (given: Given, status = given.error?.status): Finding => {
  const isRefused = given.error !== undefined && given.error.status === status;
  return { verdict: isUnasked(given) ? "unclear" : isRefused ? "holds" : "differs", seen: seenOf(given) };
};

/** A finding that holds where the service took what was asked. */
export const holdsWhenTaken = (given: Given): Finding => ({
  verdict: isUnasked(given) ? "unclear" : given.error ? "differs" : "holds",
  seen: given.error ? seenOf(given) : "The service took it.",
});
