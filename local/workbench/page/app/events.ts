import type { WorkbenchEvent } from "../../wire/workbenchEvent";

type Listen = (event: WorkbenchEvent) => void;

const listeners = new Set<Listen>();

/** Calls a function with each event until the returned function is called. */
export const onEvent = (listen: Listen): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

const hear = (event: WorkbenchEvent): void => {
  for (const listen of listeners) listen(event);
};

const channel = new BroadcastChannel("workbench events");

/** Holds the stream until the tab is hidden, and passes what comes on to the other tabs. */
const holdStream = (): Promise<void> =>
  new Promise((resolve) => {
    const stream = new EventSource("/api/events");
    stream.onmessage = ({ data }) => {
      channel.postMessage(data);
      hear(JSON.parse(String(data)) as WorkbenchEvent);
    };
    const end = () => {
      if (document.visibilityState !== "hidden") return;
      document.removeEventListener("visibilitychange", end);
      stream.close();
      resolve();
    };
    document.addEventListener("visibilitychange", end);
  });

/** Tabs of a browser share the few connections that it opens to a server: one that is seen holds the stream for all. */
const takeTurns = async (): Promise<void> => {
  for (;;) {
    if (document.visibilityState === "hidden") {
      await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
      continue;
    }
    await navigator.locks.request("workbench events", async () => {
      // What came before this tab held the stream may be missing here.
      hear({ type: "resync" });
      await holdStream();
    });
  }
};

/** Begins to listen to the server. */
export const followEvents = (): void => {
  channel.onmessage = ({ data }) => hear(JSON.parse(String(data)) as WorkbenchEvent);
  void takeTurns();
};
