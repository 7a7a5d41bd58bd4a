import { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "../../../local/endpoint";
import { call, type Reply, type resourcePaths, StandingClock, uploadTo } from "./support";

type Api = keyof typeof resourcePaths;

/** The version of the dated path that knows training types. */
const version = "2025-04-01-preview";

/** Where an operation is asked for. */
export const pathOf = (api: Api, operation: string): string => {
  if (api === "azureV1") return `/openai/v1${operation}`;
  if (api === "openai") return `/v1${operation}`;
  return `/openai${operation}${operation.includes("?") ? "&" : "?"}api-version=${version}`;
};

/** The question of a row of the chat file, and the answer that it teaches. */
export const taught = (index: number) => ({
  question: `Which shelf holds part number ${index}?`,
  answer: `Shelf ${String.fromCharCode(65 + (index % 26))}${index}`,
});

/** Rows that teach where parts lie. */
export const chatRows = (count = 10): object[] =>
  Array.from({ length: count }, (_, index) => ({
    messages: [
      { role: "user", content: taught(index).question },
      { role: "assistant", content: taught(index).answer },
    ],
  }));

/** The lines of a file. */
export const linesOf = (rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** An endpoint with a clock that a test moves, and how it is asked. */
export class TrainingRig {
  private constructor(
    readonly endpoint: LocalEndpoint,
    readonly clock: StandingClock,
    readonly api: Api,
  ) {}

  static async start(options: LocalEndpointOptions = {}, api: Api = "azureV1"): Promise<TrainingRig> {
    const clock = new StandingClock();
    return new TrainingRig(await startLocalEndpoint({ clock, ...options }), clock, api);
  }

  close(): Promise<void> {
    return this.endpoint.close();
  }

  ask(operation: string, body?: unknown, method?: string): Promise<Reply> {
    return call(this.endpoint, pathOf(this.api, operation), body, method === undefined ? {} : { method });
  }

  /** The id of a file with these contents. */
  async upload(content: string | Uint8Array<ArrayBuffer> = linesOf(chatRows())): Promise<string> {
    return (await uploadTo(this.endpoint, content, { purpose: "fine-tune" }, this.api)).body.id;
  }

  /** Asks for a job; what is undefined in the fields is left out. */
  async create(fields: Record<string, unknown> = {}): Promise<Reply> {
    const training_file = fields["training_file"] ?? (await this.upload());
    const tier = this.api === "openai" ? {} : { trainingType: "Standard" };
    return this.ask("/fine_tuning/jobs", { model: "gpt-4.1-2025-04-14", ...tier, ...fields, training_file });
  }

  /** The id of a job that was taken. */
  async createdId(fields?: Record<string, unknown>): Promise<string> {
    const { status, body } = await this.create(fields);
    if (status >= 300) throw new Error(`The job was refused: ${JSON.stringify(body)}`);
    return body.id;
  }

  async job(id: string): Promise<Reply["body"]> {
    return (await this.ask(`/fine_tuning/jobs/${id}`)).body;
  }

  /** Lets time go by, and looks. */
  async jobAfter(durationMs: number, id: string): Promise<Reply["body"]> {
    this.clock.advance(durationMs);
    return this.job(id);
  }

  act(id: string, verb: "cancel" | "pause" | "resume"): Promise<Reply> {
    return this.ask(`/fine_tuning/jobs/${id}/${verb}`, {});
  }

  async events(id: string): Promise<Reply["body"][]> {
    return (await this.ask(`/fine_tuning/jobs/${id}/events?limit=1000`)).body.data;
  }

  async checkpoints(id: string): Promise<Reply["body"][]> {
    return (await this.ask(`/fine_tuning/jobs/${id}/checkpoints`)).body.data;
  }

  /** What a result file says. */
  async contentOf(fileId: string): Promise<string> {
    const { url, apiKey } = this.endpoint;
    const headers = { "api-key": apiKey, authorization: `Bearer ${apiKey}` };
    const response = await fetch(`${url}${pathOf(this.api, `/files/${fileId}/content`)}`, { headers });
    return Buffer.from(await response.arrayBuffer()).toString();
  }
}

/** Times of a job that leave room to look at each status. */
export const slowly = {
  ...{ validatingMs: 1000, queuedMs: 1000, trainingMs: 30_000, finishingMs: 18_000 },
  ...{ pausingMs: 1000, resumingMs: 1000 },
};
