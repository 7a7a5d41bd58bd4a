import { randomUUID } from "node:crypto";
import type { Api } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { refuseField, refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import { type FileOptions, fileStateOf } from "../files/fileRoutes";
import type { Batch, BatchOptions } from "./batch";
import { BatchRunner, type BatchSurroundings } from "./batchRunner";
import { readBatchRequest } from "./readBatchRequest";
import { showBatch } from "./showBatch";

const pageSizes = { byDefault: 20, maximum: 100 };

/** POST and GET of /batches, GET of one, and its cancellation. */
export const batchRoutes = (
  options: BatchOptions,
  fileOptions: FileOptions,
  surroundings: BatchSurroundings,
): Route[] => {
  const answers = new BatchAnswers(options, fileOptions, surroundings);
  return [
    { method: "POST", path: "/batches", answer: answers.create },
    { method: "GET", path: "/batches", answer: answers.list },
    { method: "GET", path: "/batches/{id}", answer: answers.get },
    { method: "POST", path: "/batches/{id}/cancel", answer: answers.cancel },
  ];
};

class BatchAnswers {
  private readonly batches = new Map<string, Batch>();
  private readonly runner: BatchRunner;

  constructor(
    private readonly options: BatchOptions,
    private readonly fileOptions: FileOptions,
    private readonly surroundings: BatchSurroundings,
  ) {
    this.runner = new BatchRunner(options, surroundings);
  }

  create = ({ body, api }: RouteRequest): Answer => {
    const { files, clock, models } = this.surroundings;
    const read = readBatchRequest(
      body,
      api,
      models.map(({ path }) => path),
    );
    if ("refusal" in read) return read.refusal;
    const { asked } = read;
    const file = files.find(asked.inputFileId);
    if (file !== undefined && fileStateOf(file, api, this.fileOptions, clock.nowMs()).status === "pending") {
      return refuseField("input_file_id", `The file '${file.id}' is not processed yet.`);
    }
    const id = randomUUID();
    const batch: Batch = {
      ...asked,
      id: api === "openai" ? `batch_${id.replaceAll("-", "")}` : `batch_${id}`,
      api,
      createdAtMs: clock.nowMs(),
    };
    this.batches.set(batch.id, batch);
    const answer = jsonAnswer(this.show(batch, api), api === "openai" ? 200 : 201);
    this.follow(batch);
    return answer;
  };

  list = async ({ query, api }: RouteRequest): Promise<Answer> => {
    const cut = cursorPage([...this.batches.values()].reverse(), query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    for (const batch of cut.page.data) await this.runner.bringUp(batch);
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((batch) => this.show(batch, api)) });
  };

  get = async ({ id, api }: RouteRequest): Promise<Answer> => {
    const batch = this.batches.get(id);
    if (batch === undefined) return refuseUnknown(id, api);
    await this.runner.bringUp(batch);
    return jsonAnswer(this.show(batch, api));
  };

  cancel = async ({ id, api }: RouteRequest): Promise<Answer> => {
    const batch = this.batches.get(id);
    if (batch === undefined) return refuseUnknown(id, api);
    await this.runner.cancel(batch);
    if (batch.end !== undefined) {
      return refuseField("batch_id", `Cannot cancel a batch with status '${batch.end.status}'.`);
    }
    const answer = jsonAnswer(this.show(batch, api));
    this.follow(batch);
    return answer;
  };

  private show(batch: Batch, api: Api) {
    return showBatch(batch, api, this.options, this.surroundings.clock.nowMs());
  }

  /** Errors are ignored here: they occur again for the next reader, who gets them. */
  private follow(batch: Batch): void {
    void this.runner.follow(batch).catch(() => undefined);
  }
}

const refuseUnknown = (id: string, api: Api): Answer => refuseMissing(`No batch found with id '${id}'.`, api);
