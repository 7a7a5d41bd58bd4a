import { formParams } from "../../local/cases/formParams";
import { findCase } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import type { LocalEndpoint } from "../../local/endpoint";
import component from "../../src/index";
import { connectionTo, quiet } from "../actions/support";
import { formsOf } from "../cases/caseRuns";
import { partOf, partsOf } from "../cases/parts";
import { harness, run } from "../support/connector";
import { createWebhook, deleteWebhook, flowContext } from "../triggers/receiverService";

/** Runs one part of the connector against a server. */
export interface FuzzedStep {
  name: string;
  run(url: string): Promise<unknown>;
}

type Params = Record<string, unknown>;

/** Those that need a job which goes on, while others need one that has ended; they read it as Get Fine-Tuning Job does. */
const ofRunningJobs = ["pauseFineTuningJob", "resumeFineTuningJob", "cancelFineTuningJob"];

/** True for an action that is not fuzzed here: Azure Resource Manager, which has a fuzz of its own, takes no keys. */
export const isLeftOut = (key: string): boolean =>
  findCase("actions", key)?.needs === "resourceManager" || ofRunningJobs.includes(key);

const requestOptions = { maxRetries: "1", totalTimeout: "60000" };

/** What each action is run with: the forms of its case, and what was made for them at this endpoint. */
export const actionParams = async ({ url }: LocalEndpoint): Promise<Record<string, Params[]>> => {
  const connection = connectionTo(url);
  const paramsOf = (key: string, form: EnteredForm, prepared?: EnteredForm): Params =>
    formParams(partOf("actions", key).inputs, form, { connection, prepared });
  const keys = Object.keys(partsOf("actions")).filter((key) => !isLeftOut(key));
  const entries = keys.map(async (key) => {
    const prepared = await findCase("actions", key)?.prepare?.(
      async (action, form) => (await run(action, paramsOf(action, form))).data,
    );
    return [key, formsOf("actions", key).map(([, form]) => paramsOf(key, form, prepared))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

const actionSteps = (paramsOf: Record<string, Params[]>): FuzzedStep[] =>
  Object.entries(paramsOf).flatMap(([action, forms]) =>
    forms.map((params, index) => ({
      name: `${action} ${index + 1}`,
      run: (url) => {
        const connection = connectionTo(url);
        const fallbackConnection = params["fallbackConnection"] && connection;
        return run(action, { ...params, connection, fallbackConnection, requestOptions });
      },
    })),
  );
/** Pickers that a key's connection can use; those of Azure Resource Manager need its own server. */
const pickers = Object.keys(component.dataSources).filter((key) => /Model|Deployment/.test(key));

const pickerSteps: FuzzedStep[] = pickers.map((key) => ({
  name: key,
  run: (url) => harness.dataSource(key, { connection: connectionTo(url) }, quiet as never),
}));

const triggerSteps: FuzzedStep[] = [
  {
    name: "batchFinished",
    run: (url) =>
      harness.trigger(
        "batchFinished",
        {},
        { connection: connectionTo(url), requestOptions, includeEarlier: "true" } as never,
        { instanceState: {}, ...quiet } as never,
      ),
  },
  {
    name: "webhook",
    run: async (url) => {
      const context = flowContext();
      const params = { connection: connectionTo(url), requestOptions };
      await createWebhook(context, params);
      return deleteWebhook(context, params);
    },
  },
];
/** Every action with each form of its case, every picker that needs no other server, and the triggers. */
export const fuzzedSteps = async (endpoint: LocalEndpoint): Promise<FuzzedStep[]> => [
  ...actionSteps(await actionParams(endpoint)),
  ...pickerSteps,
  ...triggerSteps,
];
