import { randomBytes } from "node:crypto";
import type { Api } from "../../server/address";
import type { ResponseOptions } from "./responseOptions";

/** An item of a request or an answer. */
export type Item = Record<string, unknown>;

/** A response as the endpoint keeps it. */
export interface KeptResponse {
  id: string;
  api: Api;
  /** The request. */
  body: Record<string, unknown>;
  createdAtMs: number;
  /** What was asked, with what came before it. */
  input: Item[];
  output: Item[];
  /** What it ends with, unless it is cancelled. */
  end: { status: "completed" | "incomplete"; reason?: "max_output_tokens" | "content_filter" };
  tokens: { input: number; output: number };
  cancelledAtMs?: number;
}

/** The states of a response. */
type ResponseStatus = KeptResponse["end"]["status"] | "queued" | "in_progress" | "cancelled";

/** An id of the service's form. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(24).toString("hex")}`;

/** Responses, conversations, and the files that the code interpreter made. */
export class ResponseStore {
  readonly responses = new Map<string, KeptResponse>();
  /** The items of conversations, by id. */
  readonly conversations = new Map<string, Item[]>();
  private readonly files = new Map<string, { containerId: string; bytes: Buffer }>();

  constructor(
    private readonly options: ResponseOptions,
    readonly nowMs: () => number,
  ) {}

  /** When a response ends that nobody cancels. */
  endsAtMs({ body, createdAtMs }: KeptResponse): number {
    return body["background"] === true ? createdAtMs + (this.options.backgroundMs ?? 0) : createdAtMs;
  }

  statusOf(response: KeptResponse): ResponseStatus {
    if (response.cancelledAtMs !== undefined) return "cancelled";
    const nowMs = this.nowMs();
    if (nowMs >= this.endsAtMs(response)) return response.end.status;
    const { backgroundMs = 0 } = this.options;
    return nowMs < response.createdAtMs + Math.min(backgroundMs, 60_000) / 10 ? "queued" : "in_progress";
  }

  /** The id of a file that is put into a container. */
  addFile(containerId: string, bytes: Buffer): string {
    const id = newId("cfile");
    this.files.set(id, { containerId, bytes });
    return id;
  }

  findFile(containerId: string, id: string): Buffer | undefined {
    const file = this.files.get(id);
    return file?.containerId === containerId ? file.bytes : undefined;
  }
}
