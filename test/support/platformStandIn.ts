import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Answer = Record<string, unknown>;

/** What one request of the platform's command line asks for. */
interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

/** The platform's API as far as publishing and importing need it: an account, a signature, uploads and imports. */
export interface PlatformStandIn {
  url: string;
  /** The signature of what is published already. */
  signature: string | null;
  /** What was published, as it was sent. */
  published: Array<Record<string, unknown>>;
  /** What was uploaded, by its name. */
  uploads: Record<string, Buffer>;
  /** The integrations that were imported, as the command line sent them. */
  imported: string[];
  /** What the platform says against the next component, of a field; nothing where it takes it. */
  refusal?: { field: string; messages: string[] };
  close(): Promise<unknown>;
}

const answerTo = (standIn: PlatformStandIn, { query, variables }: Asked): Answer => {
  if (query.includes("mutation publishComponent")) {
    if (standIn.refusal) return { publishComponent: { publishResult: null, errors: [standIn.refusal] } };
    standIn.published.push(variables);
    const publishResult = {
      component: { id: "1", versionNumber: standIn.published.length },
      iconUploadUrl: `${standIn.url}/icon`,
      packageUploadUrl: `${standIn.url}/package`,
      sourceUploadUrl: `${standIn.url}/source`,
      connectionIconUploadUrls: [],
      connectionAvatarIconUploadUrls: [],
    };
    return { publishComponent: { publishResult, errors: [] } };
  }
  if (query.includes("mutation importIntegration")) {
    standIn.imported.push(String(variables["definition"]));
    const none = { nodes: [] };
    const systemInstance = { id: "1", flowConfigs: none };
    const integration = { id: "integration-1", flows: none, testConfigVariables: none, systemInstance };
    return { importIntegration: { integration, errors: [] } };
  }
  if (query.includes("query component")) {
    return { components: { nodes: [{ signature: standIn.signature }] } };
  }
  const org = { id: "1", name: "Org" };
  return { authenticatedUser: { name: "A", email: "a@example.com", tenantId: "t", org, customer: null } };
};

/** Starts a stand-in of the platform's API on loopback. Its words are those that prism 10.4.0 asks with. */
export const startPlatformStandIn = async (): Promise<PlatformStandIn> => {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (request.method === "PUT") standIn.uploads[(request.url ?? "").slice(1)] = body;
    else response.setHeader("content-type", "application/json");
    response.end(
      request.method === "PUT"
        ? ""
        : JSON.stringify({ data: answerTo(standIn, JSON.parse(body.toString()) as Asked) }),
    );
  });
  const standIn: PlatformStandIn = {
    url: "",
    signature: null,
    published: [],
    imported: [],
    uploads: {},
    close: () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
};
