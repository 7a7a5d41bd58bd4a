import type { VectorStoreSearchParams } from "openai/resources/vector-stores/vector-stores";
import type { Client } from "../../client/createClient";
import { path } from "../../client/endpoint/path";
import { AzureOpenAIError, ifReadable, isOwnError, readableError } from "../../client/errors/errors";
import { numberIn, readable, textIn } from "../../text/answerFields";
import { fieldsOf, type JsonObject } from "../../text/isObject";

/** A passage that was found. */
export interface FoundPassage {
  fileId: string | null;
  fileName: string | null;
  /** As it came: scores of different stores have no common scale. */
  score: number | null;
  text: string;
  attributes: JsonObject;
}

/** What a search found. */
interface Found {
  passages: FoundPassage[];
  /** What was searched for, where the service says it. */
  queries: string[];
}

/** The texts of a result, one below the other. */
const textOf = (content: unknown): string =>
  textIn(content) ??
  readable(content, ({ text }) => (typeof text === "string" ? text : undefined)).join("\n");

const passageOf = ({
  file_id: fileId,
  filename,
  score,
  attributes,
  content,
}: Readonly<JsonObject>): FoundPassage | undefined => {
  const passage = {
    fileId: textIn(fileId) ?? null,
    fileName: textIn(filename) ?? null,
    score: numberIn(score) ?? null,
    text: textOf(content),
    attributes: fieldsOf(attributes),
  };
  return (passage.fileId ?? passage.fileName ?? textIn(passage.text)) ? passage : undefined;
};

/** True where the store is there, so that what is missing is the search itself. */
const isThere = async (client: Client, vectorStoreId: string): Promise<boolean> =>
  (await ifReadable(() => client.withResource((openai) => openai.vectorStores.retrieve(vectorStoreId)))) !==
  undefined;

const mend =
  "Ask with Create Response in its place, with the id under Vector Store IDs: file search works there.";

/** The error of a search; Azure's resources are known to lack the operation that their reference has. */
const searchError = async (client: Client, thrown: unknown, vectorStoreId: string): Promise<unknown> => {
  const error = readableError(thrown, client.action);
  if (!isOwnError(error) || error.status !== 404 || !(await isThere(client, vectorStoreId))) return thrown;
  const { sentence, code, requestId, attempts = 1 } = error;
  return new AzureOpenAIError(
    {
      what: `${client.action}: the vector store ${vectorStoreId} is there, and the service has no search of it (status 404).`,
      sentence,
      mend,
    },
    { kind: "notFound", status: 404, attempts, ...(code && { code }), ...(requestId && { requestId }) },
  );
};

/**
 * Searches a vector store.
 * @throws AzureOpenAIError that says where else to ask, where the service lacks the search.
 */
export const searchStore = async (
  client: Client,
  vectorStoreId: string,
  body: VectorStoreSearchParams,
): Promise<Found> => {
  try {
    const answer = await client.withResource((openai) =>
      openai.post<JsonObject>(path`/vector_stores/${vectorStoreId}/search`, {
        body,
        headers: { "OpenAI-Beta": "assistants=v2" },
      }),
    );
    const { data, search_query: asked } = fieldsOf(answer);
    const queries = [asked].flat().flatMap((query) => textIn(query) ?? []);
    return { passages: readable(data, passageOf), queries };
  } catch (error) {
    throw await searchError(client, error, vectorStoreId);
  }
};
