import { stableKey } from "./codeNames";
import { type CodeTerms, codeObject, codeText, codeValue, propertyName } from "./codeValue";
import type { ConfigVariable } from "./configVariables";
import { stepTitle } from "./lowCodeStep";
import type { TakenStep } from "./takenStep";

/**
 * A connection as an element of a configuration page, with its text fields: key-value lists have no form that
 * spectral's converter keeps as it is.
 */
export const connectionCode = (component: string, { name, connection }: ConfigVariable): string => {
  const fields = Object.entries(connection.fields)
    .filter(([, value]) => typeof value === "string")
    .map(([key, value]) => {
      const text = String(value);
      const isBoolean = key === "isOpenAIKey" && /^(true|false)$/.test(text);
      return `            ${propertyName(key)}: { value: ${isBoolean ? text : codeText(text)} },\n`;
    });
  return `        ${codeText(name)}: connectionConfigVar({
          stableKey: ${codeText(stableKey(name))},
          dataType: "connection",
          connection: { component: ${codeText(component)}, key: ${codeText(connection.key)}, values: {\n${fields.join("")}          } },
        }),\n`;
};

/** The values of a trigger or a data source, which are written outside of a flow. */
const valueCode = (step: TakenStep, names: Readonly<Record<string, string>>, terms: CodeTerms): string => {
  const connections = Object.entries(names).map(
    ([key, name]) => `            ${propertyName(key)}: { configVar: ${codeText(name)} },\n`,
  );
  const others = step.operation.inputs.flatMap((input) => {
    const value = step.entered[input.key];
    if (value === undefined || input.type === "connection") return [];
    // Outside of a flow, there are no values yet.
    if ("secret" in value) terms.secret(value.secret);
    const code =
      "secret" in value
        ? `{ configVar: ${codeText(value.secret)} }`
        : `{ value: ${codeValue(value, input, terms, "            ")} }`;
    return [`            ${propertyName(input.key)}: ${code},\n`];
  });
  return `{\n${[...connections, ...others].join("")}          }`;
};

/** A data source as an element of a configuration page. */
export const choiceCode = (
  step: TakenStep,
  component: string,
  names: Readonly<Record<string, string>>,
  terms: CodeTerms,
) => {
  const name = stepTitle(step.name);
  return `        ${codeText(name)}: dataSourceConfigVar({
          stableKey: ${codeText(stableKey(name))},
          dataSource: { component: ${codeText(component)}, key: ${codeText(step.operation.key)}, values: ${valueCode(step, names, terms)} },
        }),\n`;
};

/** The call of an action in a flow. */
export const performCode = (
  step: TakenStep,
  names: Readonly<Record<string, string>>,
  terms: CodeTerms,
  variable: string,
) => {
  const first = Object.entries(names).map(
    ([key, name]) => `${propertyName(key)}: values[${codeText(name)}] as Connection`,
  );
  const { key, inputs } = step.operation;
  const known = Object.fromEntries(
    inputs.flatMap((input) => {
      const value = step.entered[input.key];
      return value === undefined || input.type === "connection" ? [] : [[input.key, value] as const];
    }),
  );
  const object = codeObject(known, inputs, terms, "    ", first);
  return `    const ${variable} = await azureOpenAI.actions.${key}.perform<{ data: unknown }>(${object});\n`;
};

/** The trigger of a flow. */
export const triggerCode = (
  component: string,
  step: TakenStep,
  names: Readonly<Record<string, string>>,
  isPolling: boolean,
  terms: CodeTerms,
) =>
  `  onTrigger: { component: ${codeText(component)}, key: ${codeText(step.operation.key)}, values: ${valueCode(step, names, terms)} },
${isPolling ? '  schedule: { value: "*/5 * * * *" },\n' : ""}`;
