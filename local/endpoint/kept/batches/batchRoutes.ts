import { randomUUID } from "node:crypto";
import type { Flavour } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { refuseField, refuseMissing } from "../../server/refusals";
import type { ResourceRequest, ResourceRoute } from "../../server/route";
import { type FileOptions, isPending } from "../files/fileRoutes";
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
): ResourceRoute[] => {
  const { files, clock } = surroundings;
  const batches = new Map<string, Batch>();
  const runner = new BatchRunner(options, surroundings);
  const show = (batch: Batch, flavour: Flavour) => showBatch(batch, flavour, options, clock.nowMs());

  /** What goes wrong here goes wrong again for whoever looks, who is told. */
  const follow = (batch: Batch) => void runner.follow(batch).catch(() => undefined);

  const create = ({ body, flavour }: ResourceRequest): Answer => {
    const read = readBatchRequest(body, flavour);
    if ("refusal" in read) return read.refusal;
    const { asked } = read;
    const file = files.find(asked.inputFileId);
    if (file !== undefined && isPending(file, flavour, fileOptions, clock.nowMs())) {
      return refuseField("input_file_id", `The file '${file.id}' is not processed yet.`);
    }
    const id = randomUUID();
    const batch: Batch = {
      ...asked,
      id: flavour === "openai" ? `batch_${id.replaceAll("-", "")}` : `batch_${id}`,
      flavour,
      createdAtMs: clock.nowMs(),
    };
    batches.set(batch.id, batch);
    const answer = jsonAnswer(show(batch, flavour), flavour === "openai" ? 200 : 201);
    follow(batch);
    return answer;
  };

  const list = async ({ query, flavour }: ResourceRequest): Promise<Answer> => {
    const cut = cursorPage([...batches.values()].reverse(), query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    for (const batch of cut.page.data) await runner.bringUp(batch);
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((batch) => show(batch, flavour)) });
  };

  const get = async ({ id, flavour }: ResourceRequest): Promise<Answer> => {
    const batch = batches.get(id);
    if (batch === undefined) return refuseUnknown(id, flavour);
    await runner.bringUp(batch);
    return jsonAnswer(show(batch, flavour));
  };

  const cancel = async ({ id, flavour }: ResourceRequest): Promise<Answer> => {
    const batch = batches.get(id);
    if (batch === undefined) return refuseUnknown(id, flavour);
    await runner.cancel(batch);
    if (batch.end !== undefined) {
      return refuseField("batch_id", `Cannot cancel a batch with status '${batch.end.status}'.`);
    }
    const answer = jsonAnswer(show(batch, flavour));
    follow(batch);
    return answer;
  };

  return [
    { method: "POST", path: /^\/batches$/, answer: create },
    { method: "GET", path: /^\/batches$/, answer: list },
    { method: "GET", path: /^\/batches\/([^/]+)$/, answer: get },
    { method: "POST", path: /^\/batches\/([^/]+)\/cancel$/, answer: cancel },
  ];
};

const refuseUnknown = (id: string, flavour: Flavour): Answer =>
  refuseMissing(`No batch found with id '${id}'.`, flavour);
