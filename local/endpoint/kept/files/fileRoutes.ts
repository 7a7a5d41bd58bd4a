import type { Flavour } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { standardError } from "../../server/errorShapes";
import { type FormPart, parseMultipart } from "../../server/parseMultipart";
import { refuseAbsent, refuseField, refuseMissing } from "../../server/refusals";
import type { ResourceRequest, ResourceRoute } from "../../server/route";
import type { FileStore, StoredFile } from "./fileStore";
import { readExpiry } from "./readExpiry";

/** How files behave. */
export interface FileOptions {
  /** A larger file is answered 413; default 512 MB. */
  maximumBytes?: number;
  /** How long Azure leaves an uploaded file `pending`, by the endpoint's clock; default 0. */
  pendingMs?: number;
}

const defaultMaximumBytes = 512 * 1024 * 1024;
const azurePurposes = ["assistants", "batch", "fine-tune", "evals"];
const openAIPurposes = [...azurePurposes, "vision", "user_data"];
const pageSizes = { byDefault: 10_000, maximum: 10_000 };

/** POST, GET and DELETE of /files. */
export const fileRoutes = (store: FileStore, options: FileOptions, nowMs: () => number): ResourceRoute[] => {
  const { maximumBytes = defaultMaximumBytes } = options;
  const show = (file: StoredFile, flavour: Flavour) =>
    showFile(file, isPending(file, flavour, options, nowMs()));

  const create = ({ contentType, bytes, flavour }: ResourceRequest): Answer => {
    const parts = parseMultipart(contentType, bytes);
    if (parts === undefined) {
      const message = "The body could not be read: a form (multipart/form-data) was expected.";
      return jsonAnswer(standardError({ message }), 400);
    }
    const purpose = textOf(parts, "purpose");
    if (purpose === undefined || purpose === "") return refuseAbsent("purpose");
    const purposes = flavour === "openai" ? openAIPurposes : azurePurposes;
    if (!purposes.includes(purpose)) {
      const expected = purposes.map((name) => `'${name}'`).join(", ");
      return refuseField("purpose", `'${purpose}' is not one of [${expected}].`);
    }
    const file = parts.find(({ name, fileName }) => name === "file" && fileName !== undefined);
    if (file === undefined) return refuseAbsent("file");
    if (file.bytes.length > maximumBytes) return refuseLarge(file.bytes.length, maximumBytes);
    const expiry = readExpiry("expires_after", expiryFields(parts, flavour), flavour);
    if ("refusal" in expiry) return expiry.refusal;
    const { fileName = "", bytes: content } = file;
    const stored = store.add(
      { fileName, purpose, bytes: content, expiresAfterSeconds: expiry.seconds },
      flavour,
    );
    return jsonAnswer(show(stored, flavour));
  };

  const list = ({ query, flavour }: ResourceRequest): Answer => {
    const order = query.get("order") ?? "desc";
    if (order !== "asc" && order !== "desc") {
      return refuseField("order", "Invalid 'order': expected 'asc' or 'desc'.");
    }
    const purpose = query.get("purpose");
    const files = store.list().filter((file) => purpose === null || file.purpose === purpose);
    const ordered = order === "asc" ? files : files.reverse();
    const cut = cursorPage(ordered, query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((file) => show(file, flavour)) });
  };

  /** Answers for a file that has to be there. */
  const withFile =
    (answer: (file: StoredFile, flavour: Flavour) => Answer) =>
    ({ id, flavour }: ResourceRequest): Answer => {
      const file = store.find(id);
      return file === undefined
        ? refuseMissing(`No such File object: ${id}`, flavour)
        : answer(file, flavour);
    };

  const one = /^\/files\/([^/]+)$/;
  return [
    { method: "POST", path: /^\/files$/, answer: create },
    { method: "GET", path: /^\/files$/, answer: list },
    { method: "GET", path: one, answer: withFile((file, flavour) => jsonAnswer(show(file, flavour))) },
    {
      method: "GET",
      path: /^\/files\/([^/]+)\/content$/,
      answer: withFile(({ bytes }) => ({ status: 200, body: bytes })),
    },
    {
      method: "DELETE",
      path: one,
      answer: withFile(({ id }) => jsonAnswer({ id, object: "file", deleted: store.delete(id) })),
    },
  ];
};

/** True while Azure still looks at an uploaded file. */
export const isPending = (
  { createdAtMs, purpose }: StoredFile,
  flavour: Flavour,
  { pendingMs = 0 }: FileOptions,
  nowMs: number,
): boolean => flavour !== "openai" && purpose !== "batch_output" && nowMs < createdAtMs + pendingMs;

const showFile = (
  { id, fileName, purpose, bytes, createdAtMs, expiresAtMs }: StoredFile,
  pending: boolean,
) => ({
  id,
  object: "file",
  bytes: bytes.length,
  created_at: Math.floor(createdAtMs / 1000),
  ...(expiresAtMs === undefined ? {} : { expires_at: Math.floor(expiresAtMs / 1000) }),
  filename: fileName,
  purpose,
  status: pending ? "pending" : "processed",
});

const textOf = (parts: FormPart[], name: string): string | undefined =>
  parts.find((part) => part.name === name)?.bytes.toString("utf8", 0, 1000);

/** Azure's own documents write the fields with a dot, every SDK with brackets. */
const expiryFields = (parts: FormPart[], flavour: Flavour) => {
  const field = (name: string) => {
    const dotted = flavour === "openai" ? undefined : textOf(parts, `expires_after.${name}`);
    return textOf(parts, `expires_after[${name}]`) ?? dotted;
  };
  return { anchor: field("anchor"), seconds: field("seconds") };
};

const refuseLarge = (bytes: number, maximumBytes: number): Answer => {
  const message = `The file is too large: ${bytes} bytes, where ${maximumBytes} are allowed.`;
  return jsonAnswer(standardError({ message, param: "file", code: "file_too_large" }), 413);
};
