import { useEffect, useState } from "preact/hooks";
import type { RunView } from "../../wire/run";
import { goTo } from "../app/route";
import { announce } from "../parts/announce";
import { costInWords } from "../parts/costInWords";
import { type Tab, Tabs } from "../parts/Tabs";
import { ResultTree } from "../results/ResultTree";
import { AttemptTable } from "./AttemptTable";
import { carried } from "./carried";
import { DifferenceTable } from "./DifferenceTable";
import { LogList } from "./LogList";
import { RunProblemView } from "./RunProblemView";
import { RunTools } from "./RunTools";
import { runSpan, stateWords } from "./runWords";

/** How often the time of a running step is drawn anew, in milliseconds. */
const tickMs = 500;

const useNow = (isRunning: boolean): number => {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  return nowMs;
};

const Figures = ({ run }: { run: RunView }) => {
  const nowMs = useNow(run.state === "running");
  const figures: Array<readonly [string, string | undefined]> = [
    ["Time", runSpan(run, nowMs)],
    ["Attempts", run.attempts.toLocaleString("en-US")],
    ["Tokens", run.tokens > 0 ? run.tokens.toLocaleString("en-US") : undefined],
    ["Cost", run.cost === undefined ? undefined : costInWords(run.cost)],
    ["Branch", run.branch],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, figure]) =>
        figure === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-volatile={name === "Time" ? "time" : undefined}>{figure}</dd>
          </div>
        ),
      )}
    </dl>
  );
};

/** Takes a reference along, to a step that is to be chosen. */
const use = (reference: string): void => {
  carried.value = reference;
  announce(`${reference} is ready: choose a step and a box for it.`);
  document.getElementById("run-part")?.focus();
};

const tabsOf = (run: RunView): Tab[] => {
  const address = `/api/runs/${run.id}`;
  const name = `${run.name}.results`;
  const resultTabs: Tab[] = [
    {
      key: "result",
      label: "Result",
      show: () => <ResultTree key={run.id} address={`${address}/result`} name={name} onUse={use} />,
    },
    { key: "differences", label: "Differences", show: () => <DifferenceTable key={run.id} run={run} /> },
  ];
  return [
    ...(run.state === "succeeded" ? resultTabs : []),
    { key: "attempts", label: `Attempts (${run.attempts})`, show: () => <AttemptTable run={run} /> },
    { key: "log", label: `Log (${run.logLines})`, show: () => <LogList key={run.id} run={run} /> },
  ];
};

/** Tells who does not see the page how a run ends. */
const useAnnouncedState = ({ id, name, state }: RunView): void => {
  useEffect(() => announce(`${name}: ${stateWords[state].toLowerCase()}.`), [id, state]);
};

/** One run: its state, its figures, what went wrong, and what came out. */
export const RunReport = ({ run }: { run: RunView }) => {
  useAnnouncedState(run);
  return (
    <section class="report" aria-label="Run">
      <header class="report-head">
        <h2>
          <span class={`state is-${run.state}`}>{stateWords[run.state]}</span> {run.name}
        </h2>
        <RunTools run={run} onShow={({ asked, id }) => goTo("run", asked.kind, asked.key, id)} />
      </header>
      <Figures run={run} />
      {run.problem && <RunProblemView run={run} problem={run.problem} />}
      <Tabs key={`${run.id} ${run.state === "succeeded"}`} label="Parts of the run" tabs={tabsOf(run)} />
    </section>
  );
};
