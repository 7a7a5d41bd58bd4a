import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Part } from "../../wire/catalogue";
import type { RunProblem, RunView } from "../../wire/run";
import { post, ServerError, sentenceOf } from "../app/api";
import { goTo, route } from "../app/route";
import { focusBox } from "../forms/focusBox";
import { formStateOf } from "../forms/formStore";
import { PartForm } from "../forms/PartForm";
import { Problem } from "../parts/Problem";
import { CarriedReference } from "./CarriedReference";
import { beginForm } from "./putFormBack";
import { putRun } from "./runs";
import { SampleButton } from "./SampleButton";

interface StepFormProps {
  part: Part;
  /** The run that is shown; its error marks a box. */
  shown: RunView | undefined;
}

/** The platform's debug mode, for all steps that are started. */
const isDebugging = signal(false);

/** Starts a step with what is entered, and shows it. */
const startStep = async ({ kind, key }: Part): Promise<void> => {
  const { form, connections } = formStateOf(kind, key).value;
  const asked = { kind, key, form, connections, isDebugging: isDebugging.value };
  const run = await post<RunView>("/api/runs", asked);
  putRun(run);
  goTo("run", kind, key, run.id);
  // Where the form is above the run, the run would come out of sight.
  if (window.matchMedia("(max-width: 800px)").matches) {
    document.getElementById("run-shown")?.scrollIntoView();
  }
};

/** Calls a function when Ctrl or Cmd and Enter are pressed, wherever the focus is. */
const useRunKey = (start: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      // An editor of code would add a line.
      event.stopPropagation();
      start();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  });
};

/** Starts a step, and tells why it can't be begun; the box that is to be mended has the focus then. */
const useStart = (part: Part) => {
  const [problem, setProblem] = useState<RunProblem | undefined>(undefined);
  const tell = (message: string | undefined): void =>
    setProblem(message === undefined ? undefined : { message });
  const start = (): void => {
    setProblem(undefined);
    startStep(part).catch((error: unknown) => {
      const input = error instanceof ServerError ? error.input : undefined;
      setProblem({ message: sentenceOf(error), ...(input && { input }) });
      if (input) focusBox(input);
    });
  };
  useRunKey(start);
  return { problem, tell, start };
};

/** The form of a step, with what fills it in and what starts it. */
export const StepForm = ({ part, shown }: StepFormProps) => {
  const state = formStateOf(part.kind, part.key);
  const { problem, tell, start } = useStart(part);
  useEffect(() => {
    // Of a run that is gone, the page says so.
    beginForm(part.kind, part.key, route.value[3]).catch(() => undefined);
  }, []);
  const change = (changed: typeof state.value): void => {
    state.value = changed;
  };
  return (
    <section class="step-form" aria-label="Form">
      <div class="step-tools">
        <button type="button" class="main" onClick={start} title="Ctrl+Enter">
          Run
        </button>
        {part.hasSample && <SampleButton part={part} onFill={change} onProblem={tell} />}
        <label class="debug">
          <input
            type="checkbox"
            checked={isDebugging.value}
            onChange={({ currentTarget }) => {
              isDebugging.value = currentTarget.checked;
            }}
          />
          Debug mode
        </label>
      </div>
      {problem && <Problem sentence={problem.message} />}
      <CarriedReference part={part} state={state.value} onChange={change} />
      <PartForm part={part} state={state.value} onChange={change} problem={problem ?? shown?.problem} />
    </section>
  );
};
