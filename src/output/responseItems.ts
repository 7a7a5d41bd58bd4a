import { fieldsOf, isObject, type JsonObject } from "../text/isObject";
import { parseJsonExactly } from "../text/parseJsonExactly";
import { anything, described, listOf, number, type Of, objectOf, oneOf, orNull, text } from "./shape";

type Fields = Readonly<JsonObject>;

/** The entries of a list of the service's as objects; none for any other value. */
export const entriesOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const placeOf = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

/** Shape of the tools of a remote server that wait for a yes or no. */
export const approvalsShape = described(
  "The calls of remote tools that wait for approval",
  listOf(
    objectOf({
      id: text("To be answered under Approvals of a next step"),
      server: orNull(text("The label of the server")),
      tool: orNull(text("The name of the tool")),
      arguments: anything("The arguments, parsed; as text where they can't be read"),
    }),
  ),
);

const readable = (given: unknown): unknown => {
  if (typeof given !== "string") return given ?? null;
  try {
    return parseJsonExactly(given);
  } catch {
    return given;
  }
};

/** The calls of an answer that wait for approval. */
export const approvalsOf = (response: unknown): Of<typeof approvalsShape> =>
  entriesOf(fieldsOf(response)["output"]).flatMap(
    ({ type, id, server_label: server, name, arguments: given }) =>
      type === "mcp_approval_request" && typeof id === "string"
        ? [{ id, server: textOf(server), tool: textOf(name), arguments: readable(given) }]
        : [],
  );

/** Shape of what an answer refers to. */
export const citationsShape = described(
  "What the text refers to: pages and files",
  listOf(
    objectOf({
      type: text("As the service calls it, such as url_citation"),
      title: orNull(text()),
      url: orNull(text("The page, of a search of the web")),
      fileId: orNull(text()),
      fileName: orNull(text()),
      containerId: orNull(text("Where a file of the code interpreter is")),
      start: orNull(number("Where the reference begins in the text, as the service counts")),
      end: orNull(number("Where it ends")),
      annotation: anything<Fields>("As the service gives it"),
    }),
  ),
);

/** A reference in an answer. */
export type Citation = Of<typeof citationsShape>[number];

/** The index of a citation of a file is one in a list of files, and no place in the text. */
const isOfFile = ({ type }: Fields): boolean => type === "file_citation";

const citationOf = (annotation: Fields): Citation => ({
  type: textOf(annotation["type"]) ?? "",
  title: textOf(annotation["title"]),
  url: textOf(annotation["url"]),
  fileId: textOf(annotation["file_id"]),
  fileName: textOf(annotation["filename"]),
  containerId: textOf(annotation["container_id"]),
  start: placeOf(annotation["start_index"] ?? (isOfFile(annotation) ? null : annotation["index"])),
  end: placeOf(annotation["end_index"]),
  annotation,
});

/** The references of an answer, in the order of its texts. Types that nobody knows yet are kept. */
export const citationsOf = (response: unknown): Citation[] =>
  entriesOf(fieldsOf(response)["output"])
    .flatMap(({ content }) => entriesOf(content))
    .flatMap(({ annotations }) => (Array.isArray(annotations) ? annotations.filter(isObject) : []))
    .map(citationOf);

/** Shape of what a search of files found. */
export const sourcesShape = described(
  "The passages of files that the answer could use, with File Search Results under Include; else the cited files",
  listOf(
    objectOf({
      fileId: orNull(text()),
      fileName: orNull(text()),
      score: orNull(number("As the service gives it")),
      text: orNull(text("The passage; null for a file that is only cited")),
      attributes: anything<Fields | null>("The file's attributes in its vector store"),
    }),
  ),
);

/** A passage or a file. */
type Source = Of<typeof sourcesShape>[number];

/** What an answer's searches of files found, and the files that it cites beside, each once. */
export const sourcesOf = (response: unknown): Source[] => {
  const found = entriesOf(fieldsOf(response)["output"])
    .filter(({ type }) => type === "file_search_call")
    .flatMap(({ results }) => entriesOf(results))
    .map(
      ({ file_id: fileId, filename, score, text: said, attributes }): Source => ({
        fileId: textOf(fileId),
        fileName: textOf(filename),
        score: typeof score === "number" ? score : null,
        text: textOf(said),
        attributes: isObject(attributes) ? attributes : null,
      }),
    )
    .filter(({ fileId, fileName, text: said }) => (fileId ?? fileName ?? said) !== null);
  const cited = citationsOf(response)
    .filter(({ annotation }) => isOfFile(annotation))
    .map(({ fileId, fileName }): Source => ({ fileId, fileName, score: null, text: null, attributes: null }));
  const keyOf = ({ fileId, fileName, text: said }: Source) => JSON.stringify([fileId ?? fileName, said]);
  const known = new Set(found.map(({ fileId, fileName }) => fileId ?? fileName));
  const others = cited.filter(({ fileId, fileName }) => !known.has(fileId ?? fileName));
  return [...new Map([...found, ...others].map((source) => [keyOf(source), source])).values()];
};

/** The model's own summary of its reasoning; null where it gave none. */
export const reasoningSummaryOf = (response: unknown): string | null => {
  const parts = entriesOf(fieldsOf(response)["output"])
    .filter(({ type }) => type === "reasoning")
    .flatMap(({ summary }) => entriesOf(summary))
    .flatMap(({ text: said }) => (typeof said === "string" && said !== "" ? [said] : []));
  return parts.length > 0 ? parts.join("\n\n") : null;
};

/** Shape of the files of an answer. */
export const responseFilesShape = described(
  "Images, and files that the code interpreter made",
  listOf(
    objectOf({
      data: oneOf<Buffer | null>(["object", "null"], "The bytes; null where the file could not be had"),
      contentType: orNull(text()),
      fileName: text("Its name, or its id where it has none"),
      id: orNull(text("The service's id of the file, or of the call that drew the image")),
      containerId: orNull(text("Where a file of the code interpreter is")),
    }),
  ),
);

/** A file of an answer. */
export type ResponseFile = Of<typeof responseFilesShape>[number];
