import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isRecord } from "../../platform/isRecord";
import type { TriggerFlow } from "../../platform/TriggerFlow";

/** More than the platform takes: 6 MB. */
const mostBytes = 6 * 1024 * 1024;

/** How deliveries are received. */
interface ReceiveSettings {
  port: number;
  signal?: AbortSignal | undefined;
  /** Told the address, once it listens. */
  listening(url: string): void;
  /** Told what each delivery hands to the flow. */
  delivered(data: unknown): Promise<void>;
  /** Told why one was refused. */
  refused(reason: string): void;
}

/** The bytes of a request; undefined where they are too many. */
const bytesOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > mostBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return bytes.toString("utf8");
  }
};

/** A delivery as the platform hands it to a trigger: its headers by the names that the sender wrote. */
const deliveryOf = ({ rawHeaders, headers }: IncomingMessage, bytes: Buffer) => {
  const names = rawHeaders.filter((_text, index) => index % 2 === 0);
  return {
    headers: Object.fromEntries(names.map((name) => [name, String(headers[name.toLowerCase()] ?? "")])),
    queryParameters: {},
    rawBody: { data: bytes, contentType: String(headers["content-type"] ?? "") },
    body: { data: jsonOf(bytes), contentType: String(headers["content-type"] ?? "") },
  };
};

const answer = async (
  flow: TriggerFlow,
  request: IncomingMessage,
  settings: ReceiveSettings,
): Promise<number> => {
  const bytes = await bytesOf(request);
  if (!bytes) {
    settings.refused("A delivery of more than 6 MB was refused.");
    return 413;
  }
  try {
    const result = await flow.call("perform", deliveryOf(request, bytes));
    const { payload, response } = isRecord(result) ? result : {};
    const body = isRecord(payload) ? payload["body"] : undefined;
    await settings.delivered(isRecord(body) ? body["data"] : payload);
    const status = isRecord(response) ? response["statusCode"] : undefined;
    return typeof status === "number" ? status : 200;
  } catch (error) {
    settings.refused((error as Error).message);
    return 401;
  }
};

/** Receives deliveries of webhooks on this machine until the signal, and hands each to the trigger. */
export const receiveWebhooks = async (flow: TriggerFlow, settings: ReceiveSettings): Promise<void> => {
  const { port, signal } = settings;
  const server = createServer(async (request, response) => {
    const status = request.method === "POST" ? await answer(flow, request, settings) : 405;
    response.writeHead(status, { connection: "close" }).end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  settings.listening(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  if (!signal?.aborted)
    await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
  server.close();
  server.closeAllConnections();
};
