import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Command, Option } from "commander";
import { UsageError } from "../platform/usageError";
import { ExitError, exitCodes } from "./exit";

/** The shells that a background endpoint can tell its variables. */
const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

interface EndpointSettings {
  background?: boolean;
  stop?: boolean;
  shell?: string;
  idle: string;
}

/** The variable that names a background endpoint's process to `--stop`. */
const processVariable = "AZURE_OPENAI_LOCAL_PID";

const script = path.join(__dirname, "../endpoint/start.ts");
/** How Node was started runs TypeScript here, and so it does there. */
const nodeWords = process.execArgv;

const shellOf = ({ shell }: EndpointSettings): Shell => {
  const name = shell ?? path.basename(process.env["SHELL"] ?? "");
  const known = shells.find((one) => one === name);
  if (shell !== undefined && !known) {
    throw new UsageError(`There is no shell "${shell.slice(0, 40)}" here: ${shells.join(", ")}.`);
  }
  return known ?? "bash";
};

const setting = (shell: Shell, [name, value]: readonly [string, string]): string =>
  shell === "fish" ? `set -gx ${name} '${value}';` : `export ${name}='${value}';`;

const unsetting = (shell: Shell, name: string): string =>
  shell === "fish" ? `set -e ${name};` : `unset ${name};`;

/** The names of what a background endpoint sets. */
const names = ["AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_DEPLOYMENT", processVariable];

/**
 * The process that leads this terminal session, which is the shell in a terminal, as flags that watch it; none where it
 * can't be told, or has gone. The parent of this process may be npx, or a part of the shell that ends with this command.
 */
const watchFlags = (): string[] => {
  const { stdout } = spawnSync("ps", ["-o", "sid=", "-p", String(process.pid)], { encoding: "utf8" });
  const leader = Number(stdout);
  if (!Number.isSafeInteger(leader) || leader <= 1) return [];
  try {
    process.kill(leader, 0);
    return ["--watch-process", String(leader)];
  } catch {
    return [];
  }
};

/** Starts an endpoint that outlives this command, and prints what the shell has to set, as `ssh-agent` does. */
const startInBackground = async (settings: EndpointSettings, words: readonly string[]): Promise<void> => {
  const shell = shellOf(settings);
  const kept = [...watchFlags(), "--idle-minutes", settings.idle, "--port", "0", "--json"];
  const child = spawn(process.execPath, [...nodeWords, script, ...kept, ...words], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), once(child, "close").then(() => undefined)]);
  if (!first) throw new ExitError(said.trim() || "The endpoint could not start.", exitCodes.failed);
  const { url, apiKey } = JSON.parse(String(first[0])) as { url: string; apiKey: string };
  lines.close();
  child.stdout.destroy();
  child.stderr.destroy();
  child.unref();
  const values = [url, apiKey, "gpt-5.4", String(child.pid)];
  process.stdout.write(
    `${names.map((name, index) => setting(shell, [name, values[index] ?? ""])).join("\n")}\n`,
  );
  process.stderr.write(
    `An endpoint at ${url} runs until this terminal is closed, or nobody has asked it for ${settings.idle} minutes.\n`,
  );
};

const stop = (settings: EndpointSettings): void => {
  const id = Number(process.env[processVariable]);
  if (!Number.isSafeInteger(id) || id <= 1) {
    throw new UsageError(`No endpoint runs in the background of this shell: ${processVariable} is not set.`);
  }
  try {
    process.kill(id, "SIGTERM");
  } catch {
    process.stderr.write("It had ended already.\n");
  }
  process.stdout.write(`${names.map((name) => unsetting(shellOf(settings), name)).join("\n")}\n`);
};

const startHere = async (words: readonly string[]): Promise<void> => {
  const child = spawn(process.execPath, [...nodeWords, script, ...words], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code) throw new ExitError("The endpoint could not start: see above.", exitCodes.failed);
};

/** Adds the command `endpoint`, which runs the local look-alike of the services until Ctrl-C, or in the background. */
export const addEndpoint = (program: Command): void => {
  const command = program
    .command("endpoint")
    .description("Runs the local look-alike of the services, which remembers from one command to the next")
    .helpGroup("Command line:")
    .usage('[flags], or eval "$(azure-openai endpoint --background)"')
    .helpOption("-h, --help", "show this help")
    .option("--background", "start it for this shell, and print what the shell has to set")
    .option("--stop", "end the one in the background of this shell, and print what it has to unset")
    .addOption(new Option("--shell <name>", `${shells.join(", ")} (default: that of SHELL)`))
    .addOption(new Option("--idle <minutes>", "end one in the background that nobody asks").default("60"))
    .allowUnknownOption()
    .argument("[words...]", "those of npm run endpoint, such as --port 4010 and --latency-ms 500");
  command.action((words: string[]) => {
    const settings = command.opts<EndpointSettings>();
    if (settings.stop) return stop(settings);
    return settings.background ? startInBackground(settings, words) : startHere(words);
  });
};
