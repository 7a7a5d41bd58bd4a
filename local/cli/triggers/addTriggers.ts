import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { type Command, Option } from "commander";
import { deployTrigger } from "../../platform/deployTrigger";
import { environmentConnection } from "../../platform/environmentConnection";
import { UsageError } from "../../platform/usageError";
import { oneLine } from "../exit";
import { type GivenFlag, inputsFromFlags } from "../flagValues";
import { usageErrorFor } from "../helpText";
import { inputFlags } from "../inputFlags";
import { addInputFlag } from "../program";
import { redactorOf } from "../redact";
import { runError } from "../runError";
import { createReporter } from "../terminal";
import { pollTrigger } from "./pollTrigger";
import { receiveWebhooks } from "./receiveWebhooks";

/** The variable of the secret that a webhook's deliveries are signed with: a flag would show it to other programs. */
const secretVariable = "AZURE_OPENAI_WEBHOOK_SECRET";

interface TriggerSettings {
  state?: string;
  watch?: boolean;
  every: number;
  port: number;
}

interface TriggerPart {
  key: string;
  display: { label: string; description: string };
  inputs: Input[];
  isPollingTrigger?: boolean;
}

/** Seconds, minutes or hours, such as 30s, 5m or 1h, in milliseconds. */
const duration = (text: string): number => {
  const [, count, unit = "s"] = /^(\d{1,6})(s|m|h)?$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) {
    throw new UsageError(`--every "${text.slice(0, 40)}" is no duration: enter 30s, 5m or 1h.`);
  }
  return Number(count) * { s: 1_000, m: 60_000, h: 3_600_000 }[unit as "s" | "m" | "h"];
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`--port "${text.slice(0, 40)}" is no port.`);
  return port;
};

const print = (value: unknown): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(value)}\n`, () => resolve());
  });

/** Signing secrets come from the environment. */
const isShown = ({ type }: Input): boolean => (type as string) !== "password";

const addFlags = (command: Command, { inputs, isPollingTrigger }: TriggerPart): GivenFlag[] => {
  const given: GivenFlag[] = [];
  const flags = inputFlags(inputs.filter(isShown));
  const names = flags.flatMap(({ name, otherName }) => (otherName ? [name, otherName] : [name]));
  for (const flag of flags) addInputFlag(command, flag, given, names);
  if (isPollingTrigger) {
    command
      .option(
        "--state <file>",
        "keep here what is known, so that the next command finds what is new since then",
      )
      .option("--watch", "go on until Ctrl-C, a line of JSON for each thing that is found")
      .addOption(
        new Option("--every <duration>", "the pause of --watch").argParser(duration).default(300_000, "5m"),
      );
  } else {
    command.addOption(
      new Option("--port <number>", "listen there on this machine").argParser(portOf).default(4020),
    );
  }
  return given;
};

const reachable = () => {
  const found = environmentConnection(process.env);
  if (found) return found;
  throw new UsageError(
    "A trigger looks again and again at one service, so that the embedded endpoint is of no use: set the connection in the environment.",
  );
};

/** What a command of a trigger works with. */
interface TriggerRun {
  component: Component;
  part: TriggerPart;
  given: readonly GivenFlag[];
  settings: TriggerSettings;
  signal: AbortSignal | undefined;
}

const poll = async ({ component, part, given, settings, signal }: TriggerRun): Promise<void> => {
  const connection = reachable();
  const redact = redactorOf(connection.secrets);
  const reporter = createReporter({ stream: process.stderr, isVerbose: false, redact });
  reporter.line(`Connection: ${connection.description}`);
  const entered = inputsFromFlags(given, undefined);
  const flow = deployTrigger(component, { key: part.key, entered, connection, logger: reporter.logger });
  const { state, watch: isWatching = false, every } = settings;
  const everyMs = isWatching ? every : undefined;
  try {
    for await (const found of pollTrigger(flow, { trigger: part.key, state, everyMs, signal })) {
      if (found !== undefined) await print(found);
      else reporter.line("Nothing new.");
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw runError(error, redact(oneLine(error)));
  }
};

const receive = async ({ component, part, given, settings, signal }: TriggerRun): Promise<void> => {
  const signingSecret = process.env[secretVariable];
  if (!signingSecret) {
    throw new UsageError(
      `Deliveries are signed: set ${secretVariable} to the secret of the webhook endpoint.`,
    );
  }
  const redact = redactorOf([signingSecret]);
  const reporter = createReporter({ stream: process.stderr, isVerbose: false, redact });
  const entered = { ...inputsFromFlags(given, undefined), signingSecret };
  const flow = deployTrigger(component, { key: part.key, entered, logger: reporter.logger });
  await receiveWebhooks(flow, {
    ...{ port: settings.port, signal },
    listening: (url) => reporter.line(`Deliveries to ${url} are printed until Ctrl-C.`),
    delivered: print,
    refused: (reason) => reporter.line(redact(reason)),
  });
};

/** Why a trigger can't be a command: what it looks for is known to the steps of an instance alone. */
const notHere: Readonly<Record<string, string>> = {
  responseFinished:
    "Response Finished looks for the responses that steps of an instance began, and a command knows none of them: ask getResponse for one by its id.",
};

/** Adds a command for each trigger: polls, once or until Ctrl-C, and a receiver of webhooks. */
export const addTriggers = (program: Command, component: Component, signal?: AbortSignal): void => {
  for (const part of Object.values(component.triggers) as unknown as TriggerPart[]) {
    const { label, description } = part.display;
    const command = program
      .command(part.key)
      .summary(description)
      .description(`${label}: ${description}.`)
      .helpGroup("Triggers:")
      .helpOption("-h, --help", "show this help")
      .usage("[flags]")
      .allowExcessArguments(false);
    const given = addFlags(command, part);
    command.exitOverride((error) => {
      if (error.exitCode === 0) throw error;
      throw usageErrorFor(
        command,
        error,
        command.options.map(({ long }) => long ?? ""),
      );
    });
    command.action(() => {
      const reason = notHere[part.key];
      if (reason !== undefined) throw new UsageError(reason);
      const run = { component, part, given, settings: command.opts<TriggerSettings>(), signal };
      return part.isPollingTrigger ? poll(run) : receive(run);
    });
  }
};
