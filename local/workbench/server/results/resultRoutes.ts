import { writePath } from "../../wire/writePath";
import { firstLineOf } from "../firstLineOf";
import type { ApiAnswer, ApiRequest, ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { readPath, valueAt } from "../runs/readPath";
import { wholeNumber } from "../runs/wholeNumber";
import type { Workbench } from "../workbench";
import { copiedJson } from "./copiedJson";
import { fileAnswer } from "./fileAnswer";
import { type FileAt, fileAt } from "./fileAt";
import { mostEntries, resultNode } from "./resultNode";
import { typeOfText } from "./sniffedType";

/** A value that pages look into. */
interface LookedAt {
  value: unknown;
  /** What it is, where it is bytes. */
  contentType?: string | undefined;
  /** What its files are called that have no name of their own. */
  name: string;
}

type Look = (request: ApiRequest, workbench: Workbench) => LookedAt;

/** The address of a request without what is asked for. */
const addressOf = ({ incoming }: ApiRequest): string => incoming.url?.split("?")[0] ?? "";

const base64Url = /^data:[\w./+-]+;base64,/;

/** A text as a file: the bytes of a data URL, or its own. */
const fileOfText = (text: string): FileAt => {
  const contentType = typeOfText(text) ?? "text/plain";
  const data = base64Url.test(text.slice(0, 200))
    ? Buffer.from(text.slice(text.indexOf(",") + 1), "base64")
    : Buffer.from(text, "utf8");
  return { data, contentType };
};

/** Larger bytes are taken for no text. */
const mostTextBytes = 256 * 1024 * 1024;

const isMedium = (contentType: string): boolean =>
  /^(?:image\/(?!svg)|audio\/|video\/)|pdf|zip/i.test(contentType);

/** Bytes without the secrets in them: a gateway may repeat a header in a file as well. */
const withoutSecrets = (file: FileAt, redact: (text: string) => string): FileAt => {
  const { data, contentType } = file;
  if (isMedium(contentType) || data.length > mostTextBytes) return file;
  const text = data.toString("utf8");
  const shown = redact(text);
  return shown === text ? file : { ...file, data: Buffer.from(shown, "utf8") };
};

const fileIn = (
  { value, contentType }: LookedAt,
  segments: readonly string[],
  redact: (text: string) => string,
): FileAt => {
  const found = valueAt(value, segments);
  if (typeof found === "string") return fileOfText(redact(found));
  const { contentType: beside } = Object(valueAt(value, segments.slice(0, -1))) as { contentType?: unknown };
  const said = segments.length === 0 ? contentType : beside;
  const file = fileAt(found, typeof said === "string" ? said : undefined);
  if (!file) throw new RequestError(404, "There is no file at this path.");
  return withoutSecrets(file, redact);
};

/** One page of what is at the path of a request. */
const nodeAnswer = (
  request: ApiRequest,
  workbench: Workbench,
  { value, contentType }: LookedAt,
): ApiAnswer => {
  const { query } = request;
  const address = addressOf(request);
  const page = {
    offset: wholeNumber(query.get("offset"), 0),
    count: wholeNumber(query.get("count"), mostEntries),
  };
  const json = resultNode(value, readPath(query.get("path") ?? ""), page, {
    hrefOf: (segments) => `${address}/file?path=${encodeURIComponent(writePath("", segments))}`,
    redact: workbench.connections.redact,
    contentType,
  });
  return { json };
};

/** A part as a text to copy. */
const copyAnswer = ({ query }: ApiRequest, _workbench: Workbench, { value }: LookedAt): ApiAnswer => ({
  json: { text: copiedJson(valueAt(value, readPath(query.get("path") ?? ""))) },
});

/** The bytes of a file in a value. */
const bytesAnswer = ({ query }: ApiRequest, { connections }: Workbench, looked: LookedAt): ApiAnswer => {
  const segments = readPath(query.get("path") ?? "");
  const file = fileIn(looked, segments, connections.redact);
  return fileAnswer(file, [looked.name, ...segments].join("-"), query.get("kept") === "1");
};

/**
 * What a page looks at.
 * @throws RequestError for what can't be read, such as where a getter throws
 */
const readable = (answer: () => ApiAnswer, redact: (text: string) => string): ApiAnswer => {
  try {
    return answer();
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(422, `This part of the result can't be read: ${firstLineOf(error, redact)}`);
  }
};

/**
 * Routes by which pages look into a value: one page of it at a path, a file in it, and a part to copy.
 * @param path - where the value is, such as `/api/runs/:id/result`; the others are below
 */
export const resultRoutes = (path: string, look: Look): ApiRoute[] => {
  const routeTo = (
    end: string,
    answer: (...asked: Parameters<typeof nodeAnswer>) => ApiAnswer,
  ): ApiRoute => ({
    method: "GET",
    path: `${path}${end}`,
    answer: (request, workbench) => {
      const looked = look(request, workbench);
      return readable(() => answer(request, workbench, looked), workbench.connections.redact);
    },
  });
  return [routeTo("", nodeAnswer), routeTo("/json", copyAnswer), routeTo("/file", bytesAnswer)];
};
