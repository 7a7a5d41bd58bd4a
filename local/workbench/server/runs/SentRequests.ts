import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { SentBody } from "./SentBody";

/** A request that a step sent. Its headers have its credentials: it leaves the server without them alone. */
interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Absent where it is empty. */
  body?: string;
}

/** So many that differ are kept of a step, and so many bytes of their bodies; the others are counted. */
const mostRequests = 10;
const mostBodyBytes = 1_500_000;

const current = new AsyncLocalStorage<SentRequests>();

const urlOf = (request: ClientRequest): string =>
  `${request.protocol}//${String(request.getHeader("host") ?? request.host)}${request.path}`;

const headersOf = (request: ClientRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]));

type Call = (...args: unknown[]) => unknown;

/** Keeps what is written to a request while it is sent, and tells when all was. */
const copyBody = (request: ClientRequest, onEnd: (body: SentBody) => void): void => {
  const body = new SentBody();
  const write = request.write.bind(request) as Call;
  const end = request.end.bind(request) as Call;
  request.write = ((chunk: unknown, ...others: unknown[]) => {
    body.add(chunk);
    return write(chunk, ...others);
  }) as typeof request.write;
  request.end = ((chunk: unknown, ...others: unknown[]) => {
    body.add(chunk);
    onEnd(body);
    return end(chunk, ...others);
  }) as typeof request.end;
};

let isSubscribed = false;

/** Node tells of each request where it is made, which is in the step that makes it. */
const subscribeOnce = (): void => {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe("http.client.request.created", (message) => {
    const sent = current.getStore();
    const { request } = message as { request: ClientRequest };
    if (sent) copyBody(request, (body) => sent.add(request, body));
  });
};

/** The requests that a step sent, whatever it was connected to and whatever ran beside it. */
export class SentRequests {
  /** Those that differ, in the order in which they were sent. */
  readonly kept: SentRequest[] = [];
  private heldBytes = 0;
  private others = 0;

  /** Follows a step to its end. */
  follow<Result>(step: () => Promise<Result>): Promise<Result> {
    subscribeOnce();
    return current.run(this, step);
  }

  /** How many were sent beside those that are kept, the same one again left out as far as it is known. */
  get more(): number {
    return this.others;
  }

  /** Takes a request that is sent. */
  add(request: ClientRequest, body: SentBody): void {
    if (this.kept.length >= mostRequests || this.heldBytes + body.keptBytes > mostBodyBytes) {
      this.others += 1;
      return;
    }
    const sent: SentRequest = {
      ...{ method: request.method, url: urlOf(request), headers: headersOf(request) },
      ...(body.bytes > 0 && { body: body.text() }),
    };
    // An attempt that follows a refusal, and a question that is asked until a job ends, is the same request.
    const isKnown = this.kept.some(
      ({ method, url, body: text }) => method === sent.method && url === sent.url && text === sent.body,
    );
    if (isKnown) return;
    this.heldBytes += body.keptBytes;
    this.kept.push(sent);
  }
}
