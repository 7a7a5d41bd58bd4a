import { runStep } from "../local/platform/runStep";
import { silentLogger } from "../local/platform/silentLogger";
import { changeHeader } from "../local/workbench/wire/failure";
import type { RunView } from "../local/workbench/wire/run";
import type { WorkbenchEvent } from "../local/workbench/wire/workbenchEvent";
import type { MeasuredWorkbench } from "./measuredWorkbench";
import { type Claim, leastMean, median, printTable } from "./statistics";

const rounds = 200;
const warmUps = 20;
const key = "createChatCompletion";
const question = "What is 6 times 7?";

/** The runs that ended, as the stream of events tells them. */
const followEnds = async (stream: Response, ended: (run: RunView) => void): Promise<void> => {
  let rest = "";
  for await (const part of (stream.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${part}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: ")) continue;
      const event = JSON.parse(line.slice("data: ".length)) as WorkbenchEvent;
      if (event.type === "run" && event.run.state !== "running") ended(event.run);
    }
  }
};

/** A step asked for as a page asks, until the page is told that it ended. */
const byWorkbench = async ({ server }: MeasuredWorkbench): Promise<() => Promise<void>> => {
  const { headers } = await fetch(server.makeAddress(), { redirect: "manual" });
  const cookie = (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const ends = new Map<string, () => void>();
  const told = new Set<string>();
  void followEnds(await fetch(`${server.url}/api/events`, { headers: { cookie } }), ({ id }) => {
    told.add(id);
    ends.get(id)?.();
  }).catch(() => undefined);
  const connections = { connection: "local" };
  const body = JSON.stringify({
    kind: "action",
    key,
    form: { userPrompt: { value: question } },
    connections,
  });
  const asPage = { cookie, origin: server.url, "content-type": "application/json", [changeHeader]: "1" };
  return async () => {
    const answer = await fetch(`${server.url}/api/runs`, { method: "POST", headers: asPage, body });
    const { id } = (await answer.json()) as RunView;
    if (!told.has(id)) await new Promise<void>((resolve) => ends.set(id, resolve));
  };
};

/** The same step as the command line runs it, in its own process. */
const byCommandLine = ({ workbench }: MeasuredWorkbench): (() => Promise<void>) => {
  const { component, connections } = workbench;
  const operation = component.operation("action", key);
  const step = {
    operation,
    entered: { userPrompt: question },
    connections: { connection: connections.get("local").entered },
  };
  return async () => {
    await runStep(component.get().component, step, { logger: silentLogger, observe: () => undefined });
  };
};

const timeOf = async (run: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};

/** Measures what a run by the workbench costs over the same run by the command line's way, by turns. */
export const benchWorkbenchRun = async (measured: MeasuredWorkbench): Promise<Claim[]> => {
  const contenders = [byCommandLine(measured), await byWorkbench(measured)] as const;
  const times: [number[], number[]] = [[], []];
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [place, run] of contenders.entries()) {
      const ms = await timeOf(run);
      if (round >= 0) times[place]?.push(ms);
    }
  }
  const [line, page] = times;
  const more = median(page) - median(line);
  console.log(`One chat call by the command line's way and by the workbench, ${rounds} of each by turns`);
  printTable(
    ["", "median ms", "least quarter ms"],
    [
      ["command line", median(line).toFixed(2), leastMean(line).toFixed(2)],
      ["workbench", median(page).toFixed(2), leastMean(page).toFixed(2)],
    ],
  );
  return [{ name: "workbench, ms of a run over the command line's", value: more, limit: 3, bound: "most" }];
};
