import { execFile } from "node:child_process";
import { findCase, type PartKind } from "../../../local/cases/loadCase";
import type { EnteredForm } from "../../../local/cases/stepCase";
import { loadComponent } from "../../../local/platform/component";
import { enteredValues } from "../../../local/workbench/takeAlong/enteredValues";
import { takeAlong } from "../../../local/workbench/takeAlong/takeAlong";
import type { TakenConnection, TakenStep } from "../../../local/workbench/takeAlong/takenStep";
import type { TakenForm, TakenText } from "../../../local/workbench/wire/takenText";
import { requireBundle } from "../../local/runScript";

requireBundle();

const loaded = loadComponent();

/** The bundle, as the workbench loads it. */
export const component = { ...loaded, connections: [...loaded.connections] };

/** A key connection whose key is set. */
export const keyConnection: TakenConnection = {
  key: "apiKey",
  fields: { endpoint: "https://my-resource.openai.azure.com", defaultModel: "my gpt's" },
  secretFields: ["apiKey"],
};

const kinds = { actions: "action", dataSources: "dataSource", triggers: "trigger" } as const;

/** A step of a part of the component, with a form as cases have it. */
export const takenStep = (
  key: string,
  form: EnteredForm,
  others: Partial<TakenStep> & { kind?: PartKind } = {},
): TakenStep => {
  const { kind = "actions", ...rest } = others;
  const part = component[kind][key];
  if (!part) throw new Error(`The component has no ${key}.`);
  const inputs = part.inputs;
  const chosen = inputs.filter(
    (input) => input.type === "connection" && (input.required || input.key in form),
  );
  return {
    operation: { kind: kinds[kind], key, label: part.display.label, inputs },
    name: key,
    entered: enteredValues(inputs, form),
    connections: Object.fromEntries(chosen.map((input) => [input.key, keyConnection])),
    earlier: [],
    exchanges: [],
    ...rest,
  };
};

/** Each form of each case, by a name for the test. */
export const caseForms = (kind: PartKind): Array<[name: string, key: string, form: EnteredForm]> =>
  Object.keys(component[kind]).flatMap((key) => {
    const { required, every } = findCase(kind, key) ?? { required: {}, every: [] };
    return [required, ...every].map((form, index): [string, string, EnteredForm] => [
      `${key} ${index}`,
      key,
      form,
    ]);
  });

/** A step in one form. */
export const textOf = (form: TakenForm, step: TakenStep): TakenText => {
  const [found] = takeAlong(component, step, { forms: [form] });
  if (!found) throw new Error(`There is no ${form}.`);
  return found;
};

/** The first file of a step in one form. */
export const fileOf = (form: TakenForm, step: TakenStep): string => textOf(form, step).parts[0]?.text ?? "";

/** How a script ended. */
export interface ScriptEnd {
  stdout: string;
  stderr: string;
  failed: boolean;
}

/** Runs a script by bash in a folder. The test's own process goes on serving. */
export const runBash = (script: string, cwd: string, env: Record<string, string> = {}): Promise<ScriptEnd> =>
  new Promise((resolve) => {
    const child = execFile(
      "bash",
      ["-s"],
      { cwd, env: { PATH: process.env["PATH"], ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ stdout, stderr, failed: error !== null }),
    );
    child.stdin?.end(script);
  });
