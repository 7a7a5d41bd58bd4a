import { writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { loadComponent } from "../platform/component";
import { type EnvironmentConnection, environmentConnection } from "../platform/environmentConnection";
import { type ModelUse, modelVariables } from "./liveCheck";
import { liveChecks, type Means, planOf, planText } from "./plan";
import { reportOf } from "./report";
import { runChecks } from "./runChecks";

/*
 * Usage: npm run verify:live [-- --list | --only <check> … | --yes] asks the service of the environment, which is set as
 * for the command line, what the manual says is not checked; says first what it costs at most, and asks; deletes what
 * it made; and writes a report to be attached to an issue.
 */

const { values } = parseArgs({
  options: {
    list: { type: "boolean" },
    only: { type: "string", multiple: true, default: [] },
    yes: { type: "boolean" },
  },
});

const environment = process.env;

const pricesOf = ({ fields }: EnvironmentConnection, model: string): Means["prices"] => {
  const rows = Array.isArray(fields["prices"])
    ? (fields["prices"] as Array<{ key: string; value: string }>)
    : [];
  const numbers =
    rows
      .find(({ key }) => key === model)
      ?.value.split("/")
      .map(Number) ?? [];
  const [input, output] = [numbers[0], numbers.at(-1)];
  return input === undefined || output === undefined ? undefined : { input, output };
};

const meansOf = (connection: EnvironmentConnection): Means => {
  const byDefault = String(connection.fields["defaultModel"] ?? "");
  const uses = Object.keys(modelVariables) as ModelUse[];
  const models = Object.fromEntries(
    uses.map((use) => [use, environment[modelVariables[use]] ?? (use === "chat" ? byDefault : "")]),
  ) as Means["models"];
  const isOpenAI = connection.fields["isOpenAIKey"] === "true";
  const isPrincipal = connection.key === "entraServicePrincipal";
  return {
    service: isOpenAI ? "openai" : "azure",
    isPrincipal,
    models,
    prices: pricesOf(connection, models.chat),
  };
};

/** True where whoever runs it agrees; without a terminal nobody can be asked. */
const isAgreed = async (): Promise<boolean> => {
  if (values.yes) return true;
  if (!process.stdin.isTTY) {
    console.error("Nobody can be asked here: start it with --yes to agree.");
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question("Run them? Type yes: ");
  asking.close();
  return answer.trim().toLowerCase() === "yes";
};

/** Addresses and names, with what stands in their place. */
const hiddenIn = (connection: EnvironmentConnection, { models }: Means): Array<[string, string]> => {
  const endpoint = String(connection.fields["endpoint"] ?? "");
  const { host, hostname } = URL.canParse(endpoint) ? new URL(endpoint) : { host: "", hostname: "" };
  const [first = ""] = hostname.split(".");
  // A name such as api, or a part of an address in numbers, stands in other words as well.
  const resource = first.length > 5 ? first : "";
  const named = Object.entries(connection.fields).flatMap(
    ([field, value]): Array<[string, string]> =>
      typeof value === "string" && value.length > 5 ? [[value, `(${field})`]] : [],
  );
  return [
    ...connection.secrets.map((secret): [string, string] => [secret, "(secret)"]),
    ...[host, hostname, resource].map((text): [string, string] => [text, "(resource)"]),
    ...Object.entries(models).map(([use, name]): [string, string] => [name, `(${use} model)`]),
    ...named,
  ];
};

const verify = async (connection: EnvironmentConnection): Promise<number> => {
  const means = meansOf(connection);
  const plan = planOf(means, values.only);
  console.error(`Against ${connection.description}:\n\n${planText(plan, means)}\n`);
  if (values.list) return 0;
  if (!(await isAgreed())) return 2;
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  const tell = (line: string): void => console.error(line);
  const { signal } = controller;
  const result = await runChecks(plan, { component: loadComponent(), connection, means, signal, tell });
  const [date = ""] = new Date().toISOString().split("T");
  const kind = `${means.service === "azure" ? "Azure" : "OpenAI"}, ${connection.key}`;
  const report = reportOf(result, { version, date, connection: kind, hidden: hiddenIn(connection, means) });
  const file = path.resolve(environment["INIT_CWD"] ?? ".", `verify-live-${date}.md`);
  writeFileSync(file, report, { mode: 0o600 });
  console.log(report);
  console.error(`${file} is ready to be attached to an issue.`);
  if (signal.aborted) return 130;
  return result.left.length === 0 && result.checks.every(({ finding }) => finding.verdict !== "differs")
    ? 0
    : 1;
};

const main = async (): Promise<number> => {
  const unknown = values.only.filter((name) => !liveChecks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no check ${unknown.join(", ")}. There are: ${liveChecks.map(({ name }) => name).join(", ")}.`,
    );
    return 2;
  }
  const connection = environmentConnection(environment);
  if (connection) return verify(connection);
  console.error(
    "Set the connection in the environment, as for the command line: README.md names the variables.",
  );
  return 2;
};

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
