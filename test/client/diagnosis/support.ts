import type { LocalEndpoint, LocalEndpointOptions } from "../../../local/endpoint";
import type { Check } from "../../../src/client/diagnosis/check";
import type { Diagnosis } from "../../../src/client/diagnosis/diagnose";
import type { CheckName } from "../../../src/client/errors/checkNames";
import { startEndpoint } from "../../actions/support";
import { entraConnection, keyConnection, run } from "../../support/connector";
import { useClosing } from "../../support/hooks";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";
import type { TestClock } from "../../support/testClock";

/** Runs the action with a connection that has this default model, or none. */
export const diagnose = async (
  connection: { fields: object },
  model?: string,
  defaultModel = "",
): Promise<Diagnosis> => {
  const fields = { ...connection.fields, defaultModel };
  const params = { connection: { ...connection, fields }, ...(model && { model }) };
  return (await run("diagnoseConnection", params)).data as Diagnosis;
};

/** One check of a diagnosis. */
export const checkOf = ({ checks }: Diagnosis, name: CheckName): Check => {
  const found = checks.find(({ check }) => check === name);
  if (!found) throw new Error(`There is no check ${name}.`);
  return found;
};

/** Registers the hooks of a local endpoint that a test starts by hand, and gives the function that starts it. */
export const useEndpoints = (common: LocalEndpointOptions = {}) => {
  const closeLater = useClosing();
  return async (options: LocalEndpointOptions = {}): Promise<LocalEndpoint> =>
    closeLater(await startEndpoint({ ...common, ...options }));
};

/** Diagnoses a key's connection to this server, which follows the script. */
export const diagnoseScript = (
  server: ScriptedServer,
  model: string | undefined,
  ...script: ScriptEntry[]
) => {
  server.script(...script);
  return diagnose(keyConnection(server.url), model);
};

/** Diagnoses a service principal's connection. */
export const diagnoseEntra = (endpoint: LocalEndpoint, fields = {}, model = "gpt-5.4") =>
  diagnose(entraConnection(endpoint.entra, endpoint.url, fields), model);

/** What the service says of a chat without messages. */
export const refusedMessages: ScriptEntry = {
  status: 400,
  body: { error: { message: "Expected at least one message.", code: "empty_array" } },
};

const marks = { pass: "+", fail: "!", notReached: "-" } as const;

/** How the nine checks came out, in their order: + passed, ! failed, - not reached. */
export const patternOf = ({ checks }: Diagnosis): string =>
  checks.map(({ status }) => marks[status]).join("");

/** Lets the earliest timer run out as soon as one stands. */
export const runOutNextTimer = async (clock: TestClock): Promise<void> => {
  while (clock.timerDelays.length === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.fireEarliestTimer();
};
