import { effect, signal } from "@preact/signals";

/** How the server answered last: not at all, or as one that does not know this browser. */
type ServerState = "answering" | "silent" | "strange";

/** Whether the server answers. */
export const serverState = signal<ServerState>("answering");

/** What a page says of a server that does not answer as it should. */
export const serverSentences: Readonly<Record<Exclude<ServerState, "answering">, string>> = {
  silent: "The workbench does not answer: look into the terminal where it runs, or start it again.",
  strange: "The workbench was started anew: open the address that its terminal shows.",
};

/** Takes note of the status of an answer; undefined where none came. */
export const noteAnswer = (status: number | undefined): void => {
  if (status === undefined) serverState.value = "silent";
  else serverState.value = status === 401 ? "strange" : "answering";
};

/** Asks the server whether it is there. */
export const lookForServer = async (): Promise<void> => {
  const answer = await fetch("/api/status").catch(() => undefined);
  noteAnswer(answer?.status);
};

/** Milliseconds between two looks for a server that is away. */
const lookEveryMs = 2_000;

/** Looks for a server that is away until it is back. */
export const awaitServer = (): void => {
  effect(() => {
    if (serverState.value === "answering") return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void lookForServer();
    }, lookEveryMs);
    return () => clearInterval(timer);
  });
};
