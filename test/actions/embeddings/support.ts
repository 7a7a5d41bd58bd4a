import type { LocalEndpoint } from "../../../local/endpoint";
import type { VectorFile } from "../../../src/text/embeddings/vectorFiles";
import { run } from "../../support/connector";
import { type ReceivedRequest, type ScriptEntry, sendAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

/** The output of Create Embeddings, as far as tests look at it. */
export interface Embedded {
  results: Array<{
    index: number;
    status: string;
    embedding: number[] | null;
    error: { message: string; code?: string } | null;
    text: string;
    record?: unknown;
    cutTo?: number;
  }>;
  counts: { total: number; succeeded: number; failed: number; remaining: number };
  usage: { prompt_tokens: number };
  tokens: { input: number } | null;
  cost: { total: number } | null;
  dimensions: number | null;
  model: string | null;
  file: VectorFile | null;
  indexFile: VectorFile | null;
  remaining: unknown[];
  warning: string | null;
  warnings: string[];
}

/** The body of a request for embeddings. */
export interface EmbeddingBody {
  input: string[];
  model: string;
  encoding_format?: string;
  dimensions?: number;
  user?: string;
}

const model = "text-embedding-3-small";

/** Runs Create Embeddings at a server. */
export const embed = async (
  { url }: { url: string },
  params: Record<string, unknown>,
  context?: Record<string, unknown>,
): Promise<Embedded> =>
  (await run("createEmbeddings", { connection: connectionTo(url), model, ...params }, context))
    .data as Embedded;

/** The bodies that a local endpoint was sent, in order. */
export const bodiesOf = ({ requests }: Pick<LocalEndpoint, "requests">): EmbeddingBody[] =>
  requests.map(({ bodyJson }) => bodyJson as EmbeddingBody);

/** How many texts each call had. */
export const sizesOf = (endpoint: Pick<LocalEndpoint, "requests">): number[] =>
  bodiesOf(endpoint).map(({ input }) => input.length);

/** An answer with these embeddings, in order. */
export const answerOf = (
  embeddings: readonly unknown[],
  more: Record<string, unknown> = {},
): ScriptEntry => ({
  body: {
    object: "list",
    data: embeddings.map((embedding, index) => ({ object: "embedding", index, embedding })),
    ...{ model, usage: { prompt_tokens: 4, total_tokens: 4 } },
    ...more,
  },
});

/** A refusal with this sentence. */
export const refusalOf = (
  message: string,
  more: Record<string, unknown> = {},
  status = 400,
): ScriptEntry => ({
  status,
  body: { error: { message, type: "invalid_request_error", param: null, code: null, ...more } },
});

/** Answers by what a request has. */
export const answering =
  (answer: (body: EmbeddingBody) => ScriptEntry) =>
  (request: ReceivedRequest, response: Parameters<typeof sendAnswer>[0]): void => {
    const entry = answer(JSON.parse(request.body) as EmbeddingBody);
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry);
  };
