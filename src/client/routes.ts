/** What the client has to know of a service operation: how it is addressed, repeated and recognized. */
export interface Route {
  /** deployment: a dated api-version puts the deployment into the path of this operation. */
  scope: "deployment" | "resource";
  /** Inference: repeating it costs tokens and creates nothing. */
  repeatable: boolean;
  /** v1 offers the operation only with api-version=preview. */
  isPreview: boolean;
  /** The list without which a JSON answer is not one. */
  answerField?: string;
  /** True where that list may be empty. */
  mayBeEmptyList?: boolean;
}

const inference: Route = { scope: "deployment", repeatable: true, isPreview: false };
const preview: Route = { ...inference, isPreview: true };

/** The POST operations that differ from the default, by their path below the base URL. */
const postRoutes = new Map<string, Route>([
  ["/chat/completions", { ...inference, answerField: "choices" }],
  ["/completions", { ...inference, answerField: "choices" }],
  ["/embeddings", { ...inference, answerField: "data" }],
  ["/images/generations", { ...preview, answerField: "data" }],
  ["/images/edits", { ...preview, answerField: "data" }],
  ["/images/variations", { ...preview, answerField: "data" }],
  ["/audio/speech", preview],
  ["/audio/transcriptions", preview],
  ["/audio/translations", preview],
  ["/responses", { ...inference, scope: "resource", answerField: "output" }],
  ["/moderations", { ...inference, scope: "resource", answerField: "results" }],
]);

const otherPost: Route = { scope: "resource", repeatable: false, isPreview: false };
const read: Route = { scope: "resource", repeatable: true, isPreview: false };
const list: Route = { ...read, answerField: "data", mayBeEmptyList: true };
const lists = new Set(["/models", "/files", "/batches", "/fine_tuning/jobs"]);
const repeatableMethods = new Set(["GET", "HEAD", "OPTIONS", "DELETE"]);

/** The route of a request: its method and its path below the base URL, without the deployment segment. */
export const routeOf = (method: string, path: string): Route => {
  if (method === "GET" && lists.has(path)) return list;
  if (repeatableMethods.has(method)) return read;
  return (method === "POST" && postRoutes.get(path)) || otherPost;
};
