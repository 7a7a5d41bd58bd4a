import type { Api } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { standardError } from "../../server/errorShapes";
import { refuseAbsent, refuseField, refuseForm, refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import type { FileStore, StoredFile } from "./fileStore";
import { readExpiry } from "./readExpiry";
import { readTrainingFile } from "./trainingFile";

/** How files behave. */
export interface FileOptions {
  /** A larger file is answered 413; default 512 MB. */
  maximumBytes?: number;
  /** How long Azure leaves an uploaded file `pending`, by the endpoint's clock; default 0. */
  pendingMs?: number;
  /** How long Azure looks through a file for fine-tuning after that, with the status `running`; default 0. */
  runningMs?: number;
  /** Azure finds an error in a file for fine-tuning with fewer rows; default 1. OpenAI looks into none before a job does. */
  minimumTrainingRows?: number;
}

const defaultMaximumBytes = 512 * 1024 * 1024;
const azurePurposes = ["assistants", "batch", "fine-tune", "evals"];
const openAIPurposes = [...azurePurposes, "vision", "user_data"];
/** Of files that the service wrote itself. */
const writtenPurposes = ["batch_output", "fine-tune-results"];
const pageSizes = { byDefault: 10_000, maximum: 10_000 };

/** POST, GET and DELETE of /files. */
export const fileRoutes = (store: FileStore, options: FileOptions, nowMs: () => number): Route[] => {
  const answers = new FileAnswers(store, options, nowMs);
  return [
    { method: "POST", path: "/files", answer: answers.create },
    { method: "GET", path: "/files", answer: answers.list },
    { method: "GET", path: "/files/{id}", answer: answers.get },
    { method: "GET", path: "/files/{id}/content", answer: answers.content },
    { method: "DELETE", path: "/files/{id}", answer: answers.remove },
  ];
};

class FileAnswers {
  constructor(
    private readonly store: FileStore,
    private readonly options: FileOptions,
    private readonly nowMs: () => number,
  ) {}

  create = ({ body, form, api }: RouteRequest): Answer => {
    if (form === undefined) return refuseForm();
    const { purpose } = body;
    if (typeof purpose !== "string" || purpose === "") return refuseAbsent("purpose");
    const purposes = api === "openai" ? openAIPurposes : azurePurposes;
    if (!purposes.includes(purpose)) {
      const expected = purposes.map((name) => `'${name}'`).join(", ");
      return refuseField("purpose", `'${purpose}' is not one of [${expected}].`);
    }
    const { maximumBytes = defaultMaximumBytes } = this.options;
    const file = form.find(({ name, fileName }) => name === "file" && fileName !== undefined);
    if (file === undefined) return refuseAbsent("file");
    if (file.bytes.length > maximumBytes) return refuseLarge(file.bytes.length, maximumBytes);
    const expiry = readExpiry("expires_after", expiryFields(body, api), api);
    if ("refusal" in expiry) return expiry.refusal;
    const { fileName = "", bytes } = file;
    const stored = { fileName, purpose, bytes, expiresAfterSeconds: expiry.seconds };
    return jsonAnswer(this.show(this.store.add(stored, api), api));
  };

  list = ({ query, api }: RouteRequest): Answer => {
    const order = query.get("order") ?? "desc";
    if (order !== "asc" && order !== "desc") {
      return refuseField("order", "Invalid 'order': expected 'asc' or 'desc'.");
    }
    const purpose = query.get("purpose");
    const files = this.store.list().filter((file) => purpose === null || file.purpose === purpose);
    const ordered = order === "asc" ? files : files.reverse();
    const cut = cursorPage(ordered, query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((file) => this.show(file, api)) });
  };

  get = (request: RouteRequest): Answer =>
    this.withFile(request, (file) => jsonAnswer(this.show(file, request.api)));

  content = (request: RouteRequest): Answer =>
    this.withFile(request, ({ bytes }) => ({ status: 200, body: bytes }));

  remove = (request: RouteRequest): Answer =>
    this.withFile(request, ({ id }) => jsonAnswer({ id, object: "file", deleted: this.store.delete(id) }));

  /** Answers for a file that has to be there. */
  private withFile({ id, api }: RouteRequest, answer: (file: StoredFile) => Answer): Answer {
    const file = this.store.find(id);
    return file === undefined ? refuseMissing(`No such File object: ${id}`, api) : answer(file);
  }

  private show(file: StoredFile, api: Api) {
    return showFile(file, fileStateOf(file, api, this.options, this.nowMs()));
  }
}

/** How far Azure is with a file, and what it found wrong. */
interface FileState {
  status: "pending" | "running" | "processed" | "error";
  details?: string;
}

/** How far a service is with a file: OpenAI looks into none, and Azure into those for fine-tuning alone. */
export const fileStateOf = (
  { createdAtMs, purpose, bytes }: StoredFile,
  api: Api,
  { pendingMs = 0, runningMs = 0, minimumTrainingRows = 1 }: FileOptions,
  nowMs: number,
): FileState => {
  if (api === "openai" || writtenPurposes.includes(purpose)) return { status: "processed" };
  if (nowMs < createdAtMs + pendingMs) return { status: "pending" };
  if (purpose !== "fine-tune") return { status: "processed" };
  if (nowMs < createdAtMs + pendingMs + runningMs) return { status: "running" };
  const { problem, rowCount } = readTrainingFile(bytes, true);
  if (problem !== undefined)
    return { status: "error", details: `Validation of jsonl file failed: ${problem}` };
  if (rowCount >= minimumTrainingRows) return { status: "processed" };
  return {
    status: "error",
    details: `Training file has ${rowCount} example(s), but must have at least ${minimumTrainingRows} examples`,
  };
};

const showFile = (
  { id, fileName, purpose, bytes, createdAtMs, expiresAtMs }: StoredFile,
  { status, details }: FileState,
) => ({
  id,
  object: "file",
  bytes: bytes.length,
  created_at: Math.floor(createdAtMs / 1000),
  ...(expiresAtMs === undefined ? {} : { expires_at: Math.floor(expiresAtMs / 1000) }),
  filename: fileName,
  purpose,
  status,
  ...(details === undefined ? {} : { status_details: details }),
});

/** Azure's own documents write the fields with a dot, every SDK with brackets. */
const expiryFields = (body: Record<string, unknown>, api: Api) => {
  const field = (name: string) => {
    const dotted = api === "openai" ? undefined : body[`expires_after.${name}`];
    return body[`expires_after[${name}]`] ?? dotted;
  };
  return { anchor: field("anchor"), seconds: field("seconds") };
};

const refuseLarge = (bytes: number, maximumBytes: number): Answer => {
  const message = `The file is too large: ${bytes} bytes, where ${maximumBytes} are allowed.`;
  return jsonAnswer(standardError({ message, param: "file", code: "file_too_large" }), 413);
};
