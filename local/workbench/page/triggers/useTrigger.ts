import type { Signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { RunProblem } from "../../wire/run";
import type { TriggerView } from "../../wire/trigger";
import { post, sentenceOf } from "../app/api";
import type { FormState } from "../forms/FormState";
import { formStateOf } from "../forms/formStore";
import { useLoaded } from "../parts/useLoaded";

/** What a page does with a trigger. */
export interface TriggerWork {
  view: TriggerView | undefined;
  form: Signal<FormState>;
  /** True while something is done. */
  isBusy: boolean;
  /** How much was done so far: what the trigger keeps may be other than before. */
  done: number;
  /** What could not be done. */
  problem: string | undefined;
  /** What the last deployment refused in the form. */
  formProblem: RunProblem | undefined;
  /** True where the form is other than what was deployed. */
  isChanged: boolean;
  deploy(): void;
  /** Has the server do something, such as `poll`. */
  act(verb: string, body?: unknown): Promise<unknown>;
}

/** The forms as they were deployed, for as long as the page stays. */
const deployed = new Map<string, string>();

const sameForm = (key: string, state: FormState): boolean =>
  (deployed.get(key) ?? JSON.stringify(state)) === JSON.stringify(state);

/** Follows a trigger, and does what is asked with it. */
export const useTrigger = (key: string): TriggerWork => {
  const address = `/api/triggers/${encodeURIComponent(key)}`;
  const { value: view, problem: unread } = useLoaded<TriggerView>(address, [
    "trigger",
    "connections",
    "component",
  ]);
  const [form] = useState(() => formStateOf("trigger", key));
  const [done, setDone] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [formProblem, setFormProblem] = useState<RunProblem>();
  const act = async (verb: string, body: unknown = {}): Promise<unknown> => {
    setBusy(true);
    setProblem(undefined);
    try {
      return await post(`${address}/${verb}`, body);
    } catch (error) {
      setProblem(sentenceOf(error));
      return undefined;
    } finally {
      setBusy(false);
      setDone((count) => count + 1);
    }
  };
  const deploy = async (): Promise<void> => {
    const asked = form.value;
    const run = (await act("deploy", asked)) as { problem?: RunProblem } | undefined;
    setFormProblem(run?.problem);
    if (run && !run.problem) deployed.set(key, JSON.stringify(asked));
  };
  return {
    ...{ view, form, isBusy, done, problem: problem ?? unread, formProblem, act },
    isChanged: view?.deployment !== undefined && !sameForm(key, form.value),
    deploy: () => void deploy(),
  };
};
