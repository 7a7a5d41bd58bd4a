import { createRequire } from "node:module";
import { json } from "node:stream/consumers";

/*
 * Runs a flow of a code-native integration as the platform does: spectral's own wrappers around it, and the built
 * bundle behind the actions that it calls. Arguments: the integration's file, the bundle, the endpoint's address and
 * key, and the flow's name in camel case. Standard input is what the trigger hands over, as JSON; standard output what
 * the flow returned.
 */

interface Reference {
  component: { key: string };
  key: string;
}

type Perform = (context: object, params: object) => Promise<unknown>;
type Actions = Record<string, { key: string; perform: Perform }>;

const [integrationFile = "", bundleFile = "", endpoint, apiKey, flowName] = process.argv.slice(2);
const require = createRequire(import.meta.url);
/** Whatever it is told, it says nothing. */
const logger = new Proxy({}, { get: () => () => undefined });

const { actions } = require(bundleFile).default as { actions: Actions };
const loaded = require(integrationFile) as { default: { actions: Actions } };
const flow = Object.values(loaded.default.actions).find(({ key }) => key === `${flowName}_onExecution`);
if (!flow) throw new Error(`The integration has no flow ${flowName}.`);

const invoke = ({ component, key }: Reference, context: object, params: object): Promise<unknown> => {
  const action = component.key === "azure-openai" ? actions[key] : undefined;
  if (!action) throw new Error(`Nothing is called ${component.key}/${key}.`);
  return action.perform({ ...context, logger }, params);
};
const connection = {
  key: "apiKey",
  configVarKey: "Azure OpenAI",
  fields: { defaultModel: "gpt-5.4", endpoint, apiKey },
};
const result = await flow.perform(
  { logger, configVars: { "Azure OpenAI": connection }, _components: { invoke } },
  { onTrigger: { results: { body: { data: (await json(process.stdin)) as unknown } } } },
);
process.stdout.write(JSON.stringify(result));
