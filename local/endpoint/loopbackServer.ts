import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificate } from "./certificate";

/** A server on 127.0.0.1 that can be closed at once. */
export interface LoopbackServer {
  port: number;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
}

/** Starts a server on loopback, over TLS when a certificate is given. */
export async function startLoopbackServer(
  listener: RequestListener,
  { port = 0, certificate }: { port?: number; certificate?: ServerCertificate | undefined } = {},
): Promise<LoopbackServer> {
  const server: Server =
    certificate === undefined
      ? createServer(listener)
      : createSecureServer({ key: certificate.privateKey, cert: certificate.certificate }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Everything that a request or an answer carries, as bytes. */
export async function readBytes(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
