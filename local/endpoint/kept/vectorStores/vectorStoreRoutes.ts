import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { resourceNotFoundError } from "../../server/errorShapes";
import { refuseField, refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import type { FileStore } from "../files/fileStore";
import { readFiles, readStoreRequest } from "./readStoreRequest";
import { readSearch } from "./searchRequest";
import { showBatch, showDocument, showStore } from "./showStore";
import { newId, type StoredDocument, statusOf, type VectorStore } from "./vectorStore";
import type { VectorStoreShelf } from "./vectorStoreShelf";

const pageSizes = { byDefault: 20, maximum: 100 };

type AnswerOf = (store: VectorStore, request: RouteRequest) => Answer;

/** Vector stores, their files, the batches in which files are attached, and their search. */
export const vectorStoreRoutes = (shelf: VectorStoreShelf, files: FileStore): Route[] => {
  const answers = new StoreAnswers(shelf, files);
  const of = (answer: AnswerOf) => (request: RouteRequest) => {
    const store = shelf.find(request.id);
    return store === undefined
      ? refuseMissing(`No vector store found with id '${request.id}'.`, request.api)
      : answer(store, request);
  };
  const one = "/vector_stores/{id}";
  return [
    { method: "POST", path: "/vector_stores", answer: answers.create },
    { method: "GET", path: "/vector_stores", answer: answers.list },
    { method: "GET", path: one, answer: of((store) => jsonAnswer(answers.show(store))) },
    { method: "DELETE", path: one, answer: of(answers.remove) },
    { method: "GET", path: `${one}/files`, answer: of(answers.listFiles) },
    { method: "GET", path: `${one}/files/{any}`, answer: of(answers.getFile) },
    { method: "DELETE", path: `${one}/files/{any}`, answer: of(answers.detach) },
    { method: "POST", path: `${one}/file_batches`, answer: of(answers.attach) },
    { method: "GET", path: `${one}/file_batches/{any}`, answer: of(answers.getBatch) },
    { method: "GET", path: `${one}/file_batches/{any}/files`, answer: of(answers.listBatchFiles) },
    { method: "POST", path: `${one}/search`, answer: of(answers.search) },
  ];
};

class StoreAnswers {
  constructor(
    private readonly shelf: VectorStoreShelf,
    private readonly files: FileStore,
  ) {}

  create = (request: RouteRequest): Answer => {
    const { body } = request;
    const read = readStoreRequest(body);
    if ("refusal" in read) return read.refusal;
    const asked = body["file_ids"] === undefined ? { value: [] } : this.readFiles(request);
    if ("refusal" in asked) return asked.refusal;
    const store = this.shelf.add(read.value);
    for (const { file, ...how } of asked.value)
      this.shelf.attach(store, file, { ...how, batchId: newId("vsfb") });
    return jsonAnswer(this.show(store));
  };

  list = ({ query }: RouteRequest): Answer => {
    const cut = cursorPage(this.shelf.list(), query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((store) => this.show(store)) });
  };

  remove: AnswerOf = ({ id }) =>
    jsonAnswer({ id, object: "vector_store.deleted", deleted: this.shelf.delete(id) });

  listFiles: AnswerOf = (store, request) => this.page(store, [...store.documents.values()], request);

  getFile: AnswerOf = (store, request) =>
    this.withFile(store, request, (document) => jsonAnswer(this.showFile(store, document), 200, this.poll()));

  detach: AnswerOf = (store, request) =>
    this.withFile(store, request, ({ fileId }) => {
      const deleted = store.documents.delete(fileId);
      return jsonAnswer({ id: fileId, object: "vector_store.file.deleted", deleted });
    });

  attach: AnswerOf = (store, request) => {
    if (this.shelf.isExpired(store)) return refuseField("vector_store_id", "Vector store is expired.");
    const asked = this.readFiles(request);
    if ("refusal" in asked) return asked.refusal;
    const batchId = newId("vsfb");
    const documents = asked.value.map(({ file, ...how }) =>
      this.shelf.attach(store, file, { ...how, batchId }),
    );
    return jsonAnswer(showBatch(batchId, documents, store.id, this.shelf.nowMs()));
  };

  getBatch: AnswerOf = (store, request) =>
    this.withBatch(store, request, (id, documents) =>
      jsonAnswer(showBatch(id, documents, store.id, this.shelf.nowMs()), 200, this.poll()),
    );

  listBatchFiles: AnswerOf = (store, request) =>
    this.withBatch(store, request, (_id, documents) => this.page(store, documents, request));

  search: AnswerOf = (store, { body, api }) => {
    if (this.shelf.options.isSearchMissing === true && api !== "openai")
      return jsonAnswer(resourceNotFoundError(), 404);
    const read = readSearch(body);
    if ("refusal" in read) return read.refusal;
    const data = this.shelf.search(store, read.value).map(({ text, ...found }) => ({
      ...found,
      content: [{ type: "text", text }],
    }));
    return jsonAnswer({
      object: "vector_store.search_results.page",
      search_query: read.value.queries,
      data,
      has_more: false,
      next_page: null,
    });
  };

  show(store: VectorStore) {
    return showStore(store, this.shelf.isExpired(store), this.shelf.nowMs());
  }

  private showFile(store: VectorStore, document: StoredDocument) {
    return showDocument(document, store.id, this.shelf.nowMs());
  }

  private readFiles({ body, api }: RouteRequest) {
    const { maximumFilesAtOnce = 100 } = this.shelf.options;
    return readFiles(body, { files: this.files, maximum: maximumFilesAtOnce, isDated: api === "azureDated" });
  }

  private poll(): Record<string, string> {
    const { pollAfterMs } = this.shelf.options;
    return pollAfterMs === undefined ? {} : { "openai-poll-after-ms": String(pollAfterMs) };
  }

  private page(store: VectorStore, documents: readonly StoredDocument[], { query }: RouteRequest): Answer {
    const filter = query.get("filter");
    const nowMs = this.shelf.nowMs();
    const listed = documents
      .filter((document) => filter === null || statusOf(document, nowMs) === filter)
      .map((document) => this.showFile(store, document))
      .reverse();
    const cut = cursorPage(listed, query, pageSizes);
    return "refusal" in cut ? cut.refusal : jsonAnswer(cut.page);
  }

  private withFile(
    store: VectorStore,
    { operation, api }: RouteRequest,
    answer: (document: StoredDocument) => Answer,
  ): Answer {
    const id = operation.split("/")[4] ?? "";
    const document = store.documents.get(decodeURIComponent(id));
    return document === undefined
      ? refuseMissing(`No file found with id '${id}' in vector store '${store.id}'.`, api)
      : answer(document);
  }

  private withBatch(
    store: VectorStore,
    { operation, api }: RouteRequest,
    answer: (id: string, documents: StoredDocument[]) => Answer,
  ): Answer {
    const id = operation.split("/")[4] ?? "";
    const documents = [...store.documents.values()].filter(({ batchId }) => batchId === id);
    return documents.length === 0
      ? refuseMissing(`No file batch found with id '${id}'.`, api)
      : answer(id, documents);
  }
}
