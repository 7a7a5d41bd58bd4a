import type { RunView } from "../../../local/workbench/wire/run";
import type { WorkbenchEvent } from "../../../local/workbench/wire/workbenchEvent";
import type { OpenWorkbench } from "../support/workbench";

/** The runs that have ended, as the stream of events told. */
class EndedRuns {
  private readonly ended = new Map<string, RunView>();
  private readonly waiting = new Map<string, (run: RunView) => void>();

  constructor(stream: Response) {
    void this.read(stream).catch(() => undefined);
  }

  /** A run once it has ended. */
  of(id: string): Promise<RunView> {
    const run = this.ended.get(id);
    return run ? Promise.resolve(run) : new Promise((resolve) => this.waiting.set(id, resolve));
  }

  private async read({ body }: Response): Promise<void> {
    let rest = "";
    for await (const part of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      const lines = `${rest}${part}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("data: ")) this.hear(JSON.parse(line.slice(6)));
    }
  }

  private hear(event: WorkbenchEvent): void {
    if (event.type !== "run" || event.run.state === "running") return;
    this.ended.set(event.run.id, event.run);
    this.waiting.get(event.run.id)?.(event.run);
  }
}

const streams = new Map<string, Promise<EndedRuns>>();

const endedRunsOf = (bench: OpenWorkbench): Promise<EndedRuns> => {
  const stream = streams.get(bench.url) ?? bench.get("/api/events").then((answer) => new EndedRuns(answer));
  streams.set(bench.url, stream);
  return stream;
};

/** Starts a step as a page does, and gives its run once it has ended. */
export const runUntilEnd = async (bench: OpenWorkbench, asked: unknown): Promise<RunView> => {
  const ended = await endedRunsOf(bench);
  const answer = await bench.post("/api/runs", asked);
  if (!answer.ok) throw new Error(await answer.text());
  return ended.of(((await answer.json()) as RunView).id);
};
