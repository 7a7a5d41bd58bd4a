import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { withPrepared } from "../../../cases/formParams";
import { findCase } from "../../../cases/loadCase";
import type { EnteredForm as CaseForm, StepCase } from "../../../cases/stepCase";
import type { Operation } from "../../../platform/component";
import type { Sample } from "../../wire/sample";
import { localConnectionFor } from "../connections/ConnectionShelf";
import { RequestError } from "../http/RequestError";
import { keepSecrets } from "../runs/keepSecrets";
import { runQuietly } from "../runs/runQuietly";
import type { Workbench } from "../workbench";
import { enteredSample } from "./enteredSample";

/** Which of a case's forms: the least one, or one that fills in more, from 1. */
export type SampleChoice = "least" | number;

const folders = { action: "actions", dataSource: "dataSources" } as const;

const caseOf = ({ kind, key }: Operation): StepCase => {
  const found = findCase(folders[kind], key);
  if (found) return found;
  throw new RequestError(404, `"${key}" has no sample.`);
};

const formOf = ({ required, every }: StepCase, choice: SampleChoice): CaseForm => {
  const form = choice === "least" ? required : every[choice - 1];
  if (form) return form;
  throw new RequestError(404, `There is no sample ${choice}: there are ${every.length}.`);
};

/** The id of the local connection for each input that a form chooses one in; the first connection is always chosen. */
const connectionIds = (inputs: readonly Input[], form: CaseForm, id: string): Record<string, string> =>
  Object.fromEntries(
    inputs
      .filter(({ type, key }) => type === "connection" && (key === "connection" || key in form))
      .map(({ key }) => [key, id]),
  );

/** Runs what has to be there first, each step by the connection that the sample itself has. */
const prepare = (
  workbench: Workbench,
  { prepare: run }: StepCase,
  id: string,
): Promise<CaseForm> | CaseForm =>
  run?.(async (key, form) => {
    const operation = workbench.component.operation("action", key);
    const { entered: connection } = workbench.connections.get(id);
    const ids = Object.keys(connectionIds(operation.inputs, form, id));
    const connections = Object.fromEntries(ids.map((name) => [name, connection]));
    return (await runQuietly(workbench, { operation, entered: { ...form }, connections })).value;
  }) ?? {};

/**
 * A sample of a part, after everything was made that has to be there for it.
 * @throws RequestError for a part or a choice without a sample
 */
export const prepareSample = async (
  workbench: Workbench,
  operation: Operation,
  choice: SampleChoice = "least",
): Promise<Sample> => {
  const found = caseOf(operation);
  const form = formOf(found, choice);
  const id = localConnectionFor(found.needs);
  const values = withPrepared(form, await prepare(workbench, found, id));
  return {
    // Once a step was run with it, a sample's secret is hidden: as a text, it would come back as a mark.
    form: keepSecrets(
      operation.inputs,
      enteredSample(operation.inputs, values, workbench.files),
      (...entered) => workbench.secrets.keep(...entered),
    ),
    connections: connectionIds(operation.inputs, form, id),
  };
};
