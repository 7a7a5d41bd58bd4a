import {
  startServer,
  type WorkbenchServer,
  type WorkbenchServerOptions,
} from "../../../local/workbench/server/startServer";
import {
  startWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from "../../../local/workbench/server/workbench";
import { changeHeader } from "../../../local/workbench/wire/failure";
import { shareStarted, useLocalTrust } from "../../support/hooks";

/** A running workbench with its server, and a browser's way to ask it. */
export interface OpenWorkbench extends WorkbenchServer {
  workbench: Workbench;
  /** The session's cookie. */
  cookie: string;
  /** Asks as a page does. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Starts a workbench and spends a token of it. */
export const openWorkbench = async (
  options: WorkbenchOptions & WorkbenchServerOptions = {},
): Promise<OpenWorkbench> => {
  const workbench = await startWorkbench(options);
  const server = await startServer(workbench, options);
  const { headers } = await fetch(server.makeAddress(), { redirect: "manual" });
  const cookie = (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const close = async (): Promise<void> => {
    await Promise.all([server.close(), workbench.world.close()]);
  };
  return {
    ...server,
    workbench,
    cookie,
    close,
    get: (path, more = {}) => fetch(`${server.url}${path}`, { headers: { cookie, ...more } }),
    post: (path, body = {}, more = {}) =>
      fetch(`${server.url}${path}`, {
        method: "POST",
        headers: {
          cookie,
          origin: server.url,
          "content-type": "application/json",
          [changeHeader]: "1",
          ...more,
        },
        body: JSON.stringify(body),
      }),
  };
};

/** A workbench for all tests of a file, whose local services the process trusts. */
export const shareWorkbench = (options?: WorkbenchOptions & WorkbenchServerOptions): OpenWorkbench => {
  useLocalTrust();
  return shareStarted(() => openWorkbench(options));
};
