import type { LocalEndpoint } from "../../../local/endpoint";
import type { VectorStoreOptions } from "../../../local/endpoint/kept/vectorStores/vectorStore";
import { systemClock } from "../../../local/endpoint/server/clock";
import { run } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import type { TestClock } from "../../support/testClock";
import { type Api, connectionTo, startEndpoint } from "../support";

/** How a file of a step ended, as its output says. */
export interface FileResult {
  index: number;
  status: string;
  fileId: string;
  fileName: string | null;
  bytes: number | null;
  error: { message: string; code?: string; kind?: string } | null;
}

/** The output of a step that adds files. */
export interface Added {
  results: FileResult[];
  counts: Record<string, number>;
  remaining: string[];
  warning: string | null;
}

/** A local endpoint with vector stores that goes by the clock of `src`. */
export interface StoreRig {
  endpoint: LocalEndpoint;
  clock: TestClock;
  /** How its stores behave; a test may change it at any time. */
  options: VectorStoreOptions;
  /** Runs an action, and gives its data. */
  step<Data = Record<string, unknown>>(action: string, inputs?: object, api?: Api): Promise<Data>;
  /** The id of a new store. */
  store(inputs?: object): Promise<string>;
  /** The id of a file that was uploaded. */
  upload(text: string, fileName?: string): Promise<string>;
  /** Adds files to a store. */
  add(vectorStoreId: string, inputs: object, api?: Api): Promise<Added>;
  /** Requests by their method and the end of their path. */
  sent(method: string, end: RegExp): LocalEndpoint["requests"];
}

/** Starts such an endpoint for each test. */
export const useStores = (): StoreRig => {
  const clock = useTestClock();
  const options: VectorStoreOptions = {};
  beforeEach(() => {
    for (const name of Object.keys(options)) delete options[name as keyof VectorStoreOptions];
  });
  const endpoint = useStarted(() =>
    startEndpoint({ clock: { ...systemClock, nowMs: () => clock.now() }, vectorStores: options }),
  );
  const step = async <Data>(action: string, inputs: object = {}, api: Api = "v1"): Promise<Data> =>
    (await run(action, { connection: connectionTo(endpoint.url, api), ...inputs })).data as Data;
  return {
    endpoint,
    clock,
    options,
    step,
    store: async (inputs = {}) =>
      (await step<{ vectorStoreId: string }>("createVectorStore", inputs)).vectorStoreId,
    upload: async (file, fileName = "text.txt") =>
      (await step<{ id: string }>("uploadFile", { file, fileName, purpose: "assistants" })).id,
    add: (vectorStoreId, inputs, api) => step("addFilesToVectorStore", { vectorStoreId, ...inputs }, api),
    sent: (method, end) =>
      endpoint.requests.filter((request) => request.method === method && end.test(request.path)),
  };
};
