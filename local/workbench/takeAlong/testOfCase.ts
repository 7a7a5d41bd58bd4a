import type { TakenPart } from "../wire/takenText";
import type { TakenOperation } from "./takenStep";

const runCode = `const component = loadComponent();
const world = shareStarted(() => startCaseWorld());
useLocalTrust();

const run = async (key: string, form: EnteredForm, prepared: EnteredForm = {}): Promise<unknown> => {
  const operation = operationsOf(component).find((each) => each.key === key);
  if (!operation) throw new Error(\`The component has no \${key}.\`);
  const chosen = world.connectionTo(taken.needs === "resourceManager" ? "entra" : "v1", taken.needs);
  const connection = connectionValue(component, chosen);
  const entered = formParams(operation.inputs, form, { connection, prepared });
  const step = { operation, entered, connections: { connection: chosen } };
  return (await runStep(component, step, { logger: silentLogger })).value;
};`;

/** The test that runs a case against a local endpoint, as the platform would. */
export const testOfCase = ({ key, kind, label }: TakenOperation): TakenPart => ({
  name: `test/cases/${key}Taken.test.ts`,
  language: "typescript",
  text: `import { ${key} as taken } from "../../local/cases/${kind}s/${key}";
import { formParams } from "../../local/cases/formParams";
import type { EnteredForm } from "../../local/cases/stepCase";
import { startCaseWorld } from "../../local/cases/world";
import { loadComponent, operationsOf } from "../../local/platform/component";
import { connectionValue } from "../../local/platform/connection";
import { runStep } from "../../local/platform/runStep";
import { silentLogger } from "../../local/platform/silentLogger";
import { shareStarted, useLocalTrust } from "../support/hooks";

${runCode}

test.each([taken.required, ...taken.every])(${JSON.stringify(`${label} runs with form %#`)}, async (form) => {
  const prepared = await taken.prepare?.(run);
  await expect(run(${JSON.stringify(key)}, form, prepared)).resolves.not.toBeNull();
});
`,
});
