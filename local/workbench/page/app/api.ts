import type { FileReference } from "../../wire/entered";
import { changeHeader, type Failure } from "../../wire/failure";
import { noteAnswer, serverSentences } from "./serverState";

/** What the server could not do. Its message is a sentence for people. */
export class ServerError extends Error {
  override name = "ServerError";

  constructor(
    message: string,
    /** Keys of the box that is to be mended, a group's key before its member's. */
    readonly input?: string[],
  ) {
    super(message);
  }
}

const readAnswer = async (answer: Response): Promise<unknown> => {
  if (answer.ok) return answer.json();
  if (answer.status === 401) throw new ServerError(serverSentences.strange);
  const silent: Failure = { message: serverSentences.silent };
  const { message, input } = (await answer.json().catch(() => silent)) as Failure;
  throw new ServerError(message, input);
};

const ask = async (path: string, options: RequestInit = {}): Promise<unknown> => {
  const answer = await fetch(path, options).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    noteAnswer(undefined);
    throw new ServerError(serverSentences.silent);
  });
  noteAnswer(answer.status);
  return readAnswer(answer);
};

/**
 * Asks the server for something.
 * @throws ServerError with a sentence
 */
export const get = <Answer>(path: string, signal?: AbortSignal): Promise<Answer> =>
  ask(path, signal ? { signal } : {}) as Promise<Answer>;

/**
 * Has the server do something.
 * @throws ServerError with a sentence
 */
export const post = <Answer>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<Answer> =>
  ask(path, {
    method: "POST",
    headers: { "content-type": "application/json", [changeHeader]: "1" },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  }) as Promise<Answer>;

/**
 * Hands a file to the server.
 * @throws ServerError with a sentence
 */
export const upload = (file: File, signal: AbortSignal): Promise<FileReference> =>
  ask(`/api/files?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", [changeHeader]: "1" },
    body: file,
    signal,
  }) as Promise<FileReference>;

/** The sentence of an error. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : "Something went wrong.";
