import { randomUUID } from "node:crypto";
import type { RequestListener, ServerResponse } from "node:http";
import { startLoopbackServer } from "../../endpoint/server/loopbackServer";
import { answerRequest } from "./http/answerRequest";
import { BuiltPage } from "./http/BuiltPage";
import { Session } from "./http/Session";
import { sendSentence } from "./http/sendAnswer";
import type { Workbench } from "./workbench";

/** A server that pages of a workbench are open at. */
export interface WorkbenchServer {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  port: number;
  /** An address with a token that opens the page once. */
  makeAddress(): string;
  close(): Promise<void>;
}

/** How a server is started. */
export interface WorkbenchServerOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Where the built page is; default: where the build puts it. */
  pageFolder?: string | undefined;
}

/** Says what went wrong with a request that nothing was prepared for. */
const failRequest = (response: ServerResponse, error: unknown): void => {
  const said = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.destroy();
  else sendSentence(response, 500, `The workbench failed: ${said}`);
};

/** Starts the server of a workbench on loopback. */
export const startServer = async (
  workbench: Workbench,
  { port: wantedPort = 0, pageFolder }: WorkbenchServerOptions = {},
): Promise<WorkbenchServer> => {
  const id = randomUUID();
  const page = new BuiltPage(pageFolder);
  let session = new Session(wantedPort);
  const listener: RequestListener = (request, response) => {
    const place = { id, port: session.port, session, page, workbench };
    answerRequest(request, response, place).catch((error: unknown) => failRequest(response, error));
  };
  const server = await startLoopbackServer(listener, { port: wantedPort });
  const { port } = server;
  session = new Session(port);
  const url = `http://127.0.0.1:${port}`;
  if ((await (await fetch(`${url}/health`)).text()) !== id) {
    await server.close();
    throw new Error(`Another program answers at ${url}.`);
  }
  return {
    url,
    port,
    makeAddress: () => `${url}/?token=${session.makeToken()}`,
    close: async () => {
      for (const run of workbench.runs.list()) run.cancelling.abort();
      workbench.component.close();
      workbench.hub.close();
      await server.close();
    },
  };
};
