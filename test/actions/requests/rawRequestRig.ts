import { run } from "../../support/connector";
import { shareServer, useTestClock } from "../../support/hooks";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";
import type { TestClock } from "../../support/testClock";
import { connectionTo, quiet } from "../support";

/** A scripted server and a clock for a file's tests, and a GET that goes to that server. */
export interface RawRequestRig {
  readonly server: ScriptedServer;
  readonly clock: TestClock;
  /** Scripts the answers and sends one raw request. */
  send(
    answer: ScriptEntry | ScriptEntry[],
    params?: Record<string, unknown>,
    context?: Record<string, unknown>,
  ): ReturnType<typeof run>;
}

/** Registers the hooks that start the rig for a file and give each test a clock of its own. */
export const useRawRequestRig = (): RawRequestRig => {
  const server = shareServer();
  const clock = useTestClock();
  return {
    get server() {
      return server;
    },
    get clock() {
      return clock;
    },
    send: (answer, params = {}, context = quiet) => {
      server.script(...(Array.isArray(answer) ? answer : [answer]));
      return run(
        "rawRequest",
        { connection: connectionTo(server.url), method: "GET", url: "/models", ...params },
        context,
      );
    },
  };
};
