import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { loadCase } from "../cases/loadCase";
import type { EnteredForm } from "../cases/stepCase";
import { usedTokens } from "../cli/describeResult";
import { runAndExit } from "../cli/runAndExit";
import { columnsOf, createReporter, printable, styled, wrap } from "../cli/terminal";
import { type LocalEndpoint, startLocalEndpoint } from "../endpoint";
import { loadComponent, operationsOf } from "../platform/component";
import { type EnteredConnection, localConnection } from "../platform/connection";
import { runStep } from "../platform/runStep";
import { type DemoStep, demoSteps } from "./demoSteps";

const { stdout, stderr } = process;
const indent = " ".repeat(12);
const longestInput = 62;

const bold = (text: string): string => styled("bold", text, stdout);
const faint = (text: string): string => styled("dim", text, stdout);

const row = (name: string, text: string): string =>
  `   ${name === "" ? " ".repeat(9) : faint(name.padEnd(9))}${wrap(printable(text), columnsOf(stdout), indent)}`;

const shortened = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longestInput ? `${text.slice(0, longestInput)}… (${text.length} characters)` : text;
};

const inputRows = (form: EnteredForm, labels: ReadonlyMap<string, string>): string[] =>
  Object.entries(form).map(([key, value], index) =>
    row(index === 0 ? "in" : "", `${labels.get(key) ?? key}: ${shortened(value)}`),
  );

const outputRows = (lines: readonly string[]): string[] =>
  lines.map((line, index) => row(index === 0 ? "out" : "", line));

const { logger } = createReporter({ stream: stderr, isVerbose: false, redact: (text) => text });

const connectionAt = (endpoint: LocalEndpoint, { api }: DemoStep): EnteredConnection => {
  const { key, fields } = localConnection(endpoint);
  return api === "openai"
    ? { key, fields: { ...fields, endpoint: `${endpoint.url}/v1`, isOpenAIKey: "true" } }
    : { key, fields };
};

/** Runs one step with the connector at an endpoint, and prints what went in and came out. */
const showStep = async (
  step: DemoStep,
  number: number,
  { component, endpoint, before }: { component: Component; endpoint: LocalEndpoint; before: unknown },
): Promise<unknown> => {
  const operation = operationsOf(component).find(({ key }) => key === step.action);
  if (!operation) throw new Error(`The bundle has no action "${step.action}": run \`npm run build\`.`);
  const form = step.form?.(before) ?? loadCase("actions", step.action).every[0] ?? {};
  const chosen = operation.inputs.filter(({ type, key }) => type === "connection" && key in form);
  const keys = ["connection", ...chosen.map(({ key }) => key)];
  const connections = Object.fromEntries(keys.map((key) => [key, connectionAt(endpoint, step)]));
  const startedAtMs = performance.now();
  const { value: data } = await runStep(component, { operation, entered: form, connections }, { logger });
  const elapsedMs = Math.round(performance.now() - startedAtMs);
  const labels = new Map(operation.inputs.map(({ key, label }) => [key, label]));
  const output = step.shows(data).filter((line) => line !== "");
  if (output.length === 0) throw new Error(`${operation.label} returned nothing to show.`);
  console.log(bold(`${number}. ${operation.label}`));
  console.log([...inputRows(form, labels), ...outputRows(output)].join("\n"));
  const tokens = usedTokens(data);
  if (tokens) console.log(row("tokens", tokens));
  console.log(`${row("time", `${elapsedMs} ms`)}\n`);
  return data;
};

const run = async (): Promise<number> => {
  const startedAtMs = performance.now();
  const component = loadComponent();
  const endpoint = await startLocalEndpoint();
  console.log(bold("Azure OpenAI connector: the built bundle, dist/index.js, at work"));
  console.log(
    `${faint(`Local endpoint ${endpoint.url}: no account, no key, nothing leaves this machine`)}\n`,
  );
  try {
    let before: unknown;
    for (const [index, step] of demoSteps.entries())
      before = await showStep(step, index + 1, { component, endpoint, before });
  } finally {
    await endpoint.close();
  }
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(styled("green", `${demoSteps.length} steps ran in ${seconds} s.`, stdout));
  console.log(
    "With a real resource: set AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY, then\n" +
      `  ${bold('npm run cli -- createChatCompletion --model <deployment> --userPrompt "Hello"')}`,
  );
  return 0;
};

runAndExit(run);
