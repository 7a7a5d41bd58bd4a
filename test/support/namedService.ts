import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { generate } from "selfsigned";
import { chatAnswer } from "./answers";

/** A service in a network of its own, with a certificate that no public authority issued. */
export interface NamedService {
  name: string;
  port: number;
  certificate: string;
  /** What each request was sent to, by TLS and by HTTP, and its credential. */
  requests: Array<{ tlsName: string | false | null; host: string | undefined; authorization: string }>;
  close(): Promise<void>;
}

const certificateFor = async (name: string, isAuthority: boolean) => {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: isAuthority, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: isAuthority, critical: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: name }] },
    ],
  });
  return { key, cert };
};

/** Starts a service that answers chats under one name, and 421 under any other. */
export const startNamedService = async (
  name: string,
  hostName = name,
  isAuthority = true,
): Promise<NamedService> => {
  const { key, cert } = await certificateFor(name, isAuthority);
  const requests: NamedService["requests"] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const { host, authorization = "" } = request.headers;
    const apiKey = String(request.headers["api-key"] ?? "");
    requests.push({
      tlsName: (request.socket as TLSSocket & { servername?: string }).servername ?? null,
      host,
      authorization: authorization || apiKey,
    });
    request.resume();
    const isOwn = host?.replace(/:\d+$/, "") === hostName;
    response.writeHead(isOwn ? 200 : 421, { "content-type": "application/json" });
    response.end(JSON.stringify(isOwn ? chatAnswer().body : { error: { message: "Misdirected request" } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    name,
    port: (server.address() as AddressInfo).port,
    certificate: cert,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
