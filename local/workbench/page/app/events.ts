import type { WorkbenchEvent } from "../../wire/workbenchEvent";
import { holdStream } from "./holdStream";
import { awaitServer, lookForServer, serverState } from "./serverState";

type Listen = (event: WorkbenchEvent) => void;

const listeners = new Set<Listen>();

/** Calls a function with each event until the returned function is called. */
export const onEvent = (listen: Listen): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

const hear = (text: string): void => {
  if (text === "") {
    void lookForServer();
    return;
  }
  const event = JSON.parse(text) as WorkbenchEvent;
  for (const listen of listeners) {
    try {
      listen(event);
    } catch (error) {
      // One listener's failure is no reason for the others to miss an event.
      reportError(error);
    }
  }
};

const channel = new BroadcastChannel("workbench events");

/** Tells all tabs, this one as well. */
const tellTabs = (text: string): void => {
  channel.postMessage(text);
  hear(text);
};

const resync = JSON.stringify({ type: "resync" });

const follow = {
  heard: tellTabs,
  // What came before the stream was open may be missing in every tab.
  opened: () => tellTabs(resync),
  // An empty text stands for a stream that broke: each tab finds out by itself what it can do.
  broke: () => tellTabs(""),
};

/** Settles when the tab is seen, or hidden. */
const visibility = async (wanted: DocumentVisibilityState): Promise<void> => {
  while (document.visibilityState !== wanted) {
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
  }
};

/** Tabs of a browser share the few connections that it opens to a server: one that is seen holds the stream for all. */
const takeTurns = async (): Promise<void> => {
  for (;;) {
    await visibility("visible");
    const waiting = new AbortController();
    const hidden = visibility("hidden").then(() => waiting.abort());
    await navigator.locks
      .request("workbench events", { signal: waiting.signal }, () => holdStream(follow, hidden))
      .catch(() => undefined);
    // A lock that could not be had is asked for again by whoever is seen next.
    await hidden;
  }
};

/** Begins to listen to the server. */
export const followEvents = (): void => {
  channel.onmessage = ({ data }) => hear(String(data));
  let former = serverState.peek();
  serverState.subscribe((state) => {
    if (state === "answering" && former !== "answering") hear(resync);
    former = state;
  });
  awaitServer();
  void takeTurns();
};
