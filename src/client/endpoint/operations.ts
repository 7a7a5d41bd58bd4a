/** What the client needs to know of an operation: how it is addressed, repeated and recognized. */
export interface Route {
  /** deployment: with a dated api-version, the path has the deployment. */
  scope: "deployment" | "resource";
  /** True for reads and inference: repeating one creates nothing, and costs tokens at most. */
  repeatable: boolean;
  /** True where v1 has the operation only with api-version=preview. */
  isPreview: boolean;
  /** True where a deployment in the path must not stand in the body as well: there it is read as a model's name. */
  takesModelInPath?: boolean;
  /** Array that every successful answer has; a 2xx without it counts as an error. */
  answerField?: string;
  /** True where that array may be empty. */
  mayBeEmptyList?: boolean;
  /** True where the answer is sound: one in JSON or HTML counts as an error. */
  answersSound?: boolean;
}

/** What a model is run for. */
export type Work = "chat" | "embeddings" | "image" | "transcription" | "speech" | "moderation";

/** An operation of the service. */
interface Operation extends Route {
  method: string;
  /** Path below the base URL, without a deployment. `{id}` stands for one segment. */
  path: string;
  /** What the operation runs a model for; absent where it runs none. */
  runs?: Work;
}

/** A kind of object that a resource keeps, and the forms' words for it and its id. */
interface Kept {
  list: string;
  idLabel: string;
  noun: string;
  /** True for batches and their files, which Azure has for certain deployments only. */
  isOfBatches?: true;
}

const inference = (
  path: string,
  runs: Work,
  more: Partial<
    Pick<Operation, "scope" | "isPreview" | "takesModelInPath" | "answerField" | "answersSound">
  > = {},
): Operation => ({
  method: "POST",
  path,
  runs,
  scope: "deployment",
  repeatable: true,
  isPreview: false,
  ...more,
});

const isPreview = true;
const ofImages = { isPreview, takesModelInPath: true, answerField: "data" } as const;

/** The operations that run a model. */
export const inferences: readonly Operation[] = [
  inference("/chat/completions", "chat", { answerField: "choices" }),
  inference("/completions", "chat", { answerField: "choices" }),
  inference("/responses", "chat", { scope: "resource", answerField: "output" }),
  inference("/embeddings", "embeddings", { answerField: "data" }),
  inference("/images/generations", "image", ofImages),
  inference("/images/edits", "image", ofImages),
  inference("/images/variations", "image", ofImages),
  inference("/audio/speech", "speech", { isPreview, answersSound: true }),
  inference("/audio/transcriptions", "transcription", { isPreview }),
  inference("/audio/translations", "transcription", { isPreview }),
  inference("/moderations", "moderation", { scope: "resource", answerField: "results" }),
];

/** The kinds of objects that a resource keeps. */
export const kept: readonly Kept[] = [
  { list: "/files", idLabel: "File ID", noun: "file", isOfBatches: true },
  { list: "/batches", idLabel: "Batch ID", noun: "batch", isOfBatches: true },
  { list: "/fine_tuning/jobs", idLabel: "Job ID", noun: "fine-tuning job" },
  { list: "/vector_stores", idLabel: "Vector Store ID", noun: "vector store" },
  { list: "/responses", idLabel: "Response ID", noun: "response" },
  { list: "/models", idLabel: "Model", noun: "model" },
  { list: "/evals", idLabel: "Evaluation ID", noun: "evaluation" },
  { list: "/assistants", idLabel: "Assistant ID", noun: "assistant" },
  { list: "/threads", idLabel: "Thread ID", noun: "thread" },
  { list: "/uploads", idLabel: "Upload ID", noun: "upload" },
];

const read: Route = { scope: "resource", repeatable: true, isPreview: false };
const change: Route = { ...read, repeatable: false };

/** Other operations whose route does not follow from the method alone. */
const others: readonly Operation[] = [
  ...[
    "/models",
    "/files",
    "/batches",
    "/fine_tuning/jobs",
    "/fine_tuning/jobs/{id}/events",
    "/fine_tuning/jobs/{id}/checkpoints",
    "/responses/{id}/input_items",
    "/vector_stores",
    "/vector_stores/{id}/files",
    "/vector_stores/{id}/file_batches/{id}/files",
  ].map((path): Operation => ({ ...read, method: "GET", path, answerField: "data", mayBeEmptyList: true })),
  { ...read, method: "POST", path: "/fine_tuning/alpha/graders/validate" },
  { ...read, method: "POST", path: "/responses/{id}/cancel" },
  { ...read, method: "POST", path: "/vector_stores/{id}/search", answerField: "data", mayBeEmptyList: true },
];

const operations = [...inferences, ...others];

const readingMethods = new Set(["GET", "HEAD", "OPTIONS", "DELETE"]);

const isAt = (template: string, path: string): boolean => {
  if (template === path) return true;
  const parts = template.split("/");
  const segments = path.split("/");
  return (
    parts.length === segments.length &&
    parts.every((part, index) => part === segments[index] || (part === "{id}" && segments[index] !== ""))
  );
};

/** The operation of a request, by its method and its path below the base URL; undefined for an unknown one. */
export const operationOf = (method: string, path: string): Operation | undefined =>
  operations.find((operation) => operation.method === method && isAt(operation.path, path));

/** The route of a request, by its method and its path below the base URL without the deployment. */
export const routeOf = (method: string, path: string): Route =>
  operationOf(method, path) ?? (readingMethods.has(method) ? read : change);

/** What the operation with this path runs a model for; the path may be in any case. */
export const workOf = (path: string): Work | undefined =>
  inferences.find((operation) => operation.path === path.toLowerCase())?.runs;

/** Paths of the operations that run a model for this work. */
export const pathsOf = (work: Work): string[] =>
  inferences.filter(({ runs }) => runs === work).map(({ path }) => path);

/** The kind of objects at a path below the base URL, and whether the path names one of them. */
export const keptAt = (path: string): { kept: Kept; isEntry: boolean } | undefined => {
  const found = kept.find(({ list }) => path === list || path.startsWith(`${list}/`));
  return found && { kept: found, isEntry: path !== found.list };
};
