import { formParams } from "../../local/cases/formParams";
import { loadCase, type PartKind } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import { quiet } from "../actions/support";
import { formsOf } from "../cases/caseRuns";
import { partOf, partsOf } from "../cases/parts";
import { harness, run } from "../support/connector";
import { createWebhook, deleteWebhook, flowContext } from "../triggers/receiverService";
import type { FuzzWorld } from "./fuzzWorld";

/** Runs one part of the connector with a form of its case. */
export interface FuzzedStep {
  key: string;
  /** The key, and the number of the form. */
  name: string;
  /** Makes what has to be there, while nothing is strange, and gives what runs the step. */
  prepare(): Promise<() => Promise<unknown>>;
}

type Params = Record<string, unknown>;

const requestOptions = { maxRetries: "1", totalTimeout: "60000" };

/** What these act on is not there, or in another state, afterwards. */
const usesUp = /^(cancel|delete|pause|resume)/;

/** Makes what each part needs, once, or anew where a step uses it up. */
class Preparations {
  private readonly made = new Map<string, Promise<EnteredForm> | undefined>();

  constructor(private readonly fuzzed: FuzzWorld) {}

  of(kind: PartKind, key: string): Promise<EnteredForm> | undefined {
    if (usesUp.test(key) || !this.made.has(key)) this.made.set(key, this.make(kind, key));
    return this.made.get(key);
  }

  private make(kind: PartKind, key: string): Promise<EnteredForm> | undefined {
    const connection = this.fuzzed.connectionFor(kind, key);
    return loadCase(kind, key).prepare?.(async (action, form) => {
      const params = formParams(partOf("actions", action).inputs, form, { connection });
      return (await run(action, params)).data;
    });
  }
}

/** What an action is run with: the forms of its case, and what was made for them. */
export const actionParams = async (fuzzed: FuzzWorld, key: string): Promise<Params[]> => {
  const connection = fuzzed.connectionFor("actions", key);
  const prepared = await new Preparations(fuzzed).of("actions", key);
  const { inputs } = partOf("actions", key);
  return formsOf("actions", key).map(([, form]) => formParams(inputs, form, { connection, prepared }));
};

const runPoll = (key: string, params: Params) =>
  harness.trigger(key, {}, params as never, { instanceState: {}, ...quiet } as never);

const runReceiver = async (params: Params): Promise<unknown> => {
  const context = flowContext();
  await createWebhook(context, params);
  return deleteWebhook(context, params);
};

const runs: Record<PartKind, (key: string, params: Params) => Promise<unknown>> = {
  actions: (key, params) => run(key, params),
  dataSources: (key, params) => harness.dataSource(key, params as never, quiet as never),
  triggers: (key, params) =>
    loadCase("triggers", key).deliveries ? runReceiver(params) : runPoll(key, params),
};

/**
 * Every part of this kind with each form of its case.
 * @param way - how those connect that don't need Azure Resource Manager
 */
export const fuzzedSteps = (fuzzed: FuzzWorld, kind: PartKind, way?: "v1" | "entra"): FuzzedStep[] => {
  const preparations = new Preparations(fuzzed);
  return Object.entries(partsOf(kind)).flatMap(([key, { inputs }]) =>
    formsOf(kind, key).map(([, form], index) => ({
      key,
      name: `${key} ${index + 1}`,
      prepare: async () => {
        const prepared = await preparations.of(kind, key);
        const connection = fuzzed.connectionFor(kind, key, way);
        const params = { ...formParams(inputs, form, { connection, prepared }), requestOptions };
        return () => runs[kind](key, params);
      },
    })),
  );
};
