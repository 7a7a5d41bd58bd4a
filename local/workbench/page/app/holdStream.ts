/** Who is told of a stream. */
interface StreamFollower {
  heard(text: string): void;
  opened(): void;
  broke(): void;
}

/** Milliseconds before a stream that was refused is asked for again; a random part keeps browsers apart. */
const retryMs = (): number => 1_500 + Math.random() * 1_000;

/**
 * Holds the server's stream of events until `end`. A browser comes back by itself where the connection broke, and tells
 * the server what it had; where the server refused it, that is done here.
 */
export const holdStream = async (follower: StreamFollower, end: Promise<void>): Promise<void> => {
  let stream: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    const opened = new EventSource("/api/events");
    stream = opened;
    opened.addEventListener("open", () => follower.opened(), { once: true });
    opened.onmessage = ({ data }) => follower.heard(String(data));
    opened.onerror = () => {
      follower.broke();
      if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, retryMs());
    };
  };
  open();
  await end;
  clearTimeout(retry);
  stream?.close();
};
