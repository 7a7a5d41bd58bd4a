import { Command, InvalidArgumentError } from "commander";
import { startLocalEndpoint } from "./service/startLocalEndpoint";

interface StartOptions {
  port: number;
  latencyMs?: number;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  deployments?: string[];
  trainingMs?: number;
  watchProcess?: number;
  idleMinutes?: number;
  json?: boolean;
}

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("expected a whole number.");
  return Number(text);
};

/** How often it looks whether it is still needed. */
const lookEveryMs = 2_000;

const program = new Command("endpoint")
  .description("An Azure OpenAI and OpenAI look-alike on this machine.")
  .option("--port <number>", "port to listen on", wholeNumber, 4010)
  .option("--latency-ms <number>", "wait before each answer", wholeNumber)
  .option("--requests-per-minute <number>", "answer 429 above this rate", wholeNumber)
  .option("--tokens-per-minute <number>", "answer 429 above this rate", wholeNumber)
  .option("--deployments <names>", "comma-separated; any other name is answered 404", (names) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name.length > 0),
  )
  .option("--training-ms <number>", "how long a fine-tuning job trains", wholeNumber)
  .option("--watch-process <id>", "end when that process has ended", wholeNumber)
  .option("--idle-minutes <number>", "end when nobody has asked for so long", wholeNumber)
  .option("--json", "print the address and the key as a line of JSON, and nothing else")
  .parse();

/** A process that is gone can't be asked; one of somebody else is there. */
const isGone = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
};

/** Ends this one when who started it has gone, or nobody has asked for long. */
const endWhenForgotten = (
  { watchProcess, idleMinutes }: StartOptions,
  lastAskedMs: () => number,
  end: () => void,
): void => {
  if (watchProcess === undefined && idleMinutes === undefined) return;
  setInterval(() => {
    const isIdle = idleMinutes !== undefined && Date.now() - lastAskedMs() > idleMinutes * 60_000;
    if (isIdle || (watchProcess !== undefined && isGone(watchProcess))) end();
  }, lookEveryMs).unref();
};

const banner = (url: string, apiKey: string, deployments: readonly string[] | undefined): string =>
  `Endpoint  ${url}
API key   ${apiKey}
Models    ${deployments?.join(", ") ?? "any name"}

For the command line of this project, in another terminal:
  export AZURE_OPENAI_ENDPOINT=${url} AZURE_OPENAI_API_KEY=${apiKey} \\
    AZURE_OPENAI_DEPLOYMENT=gpt-5.4
For any other tool on this machine, an address and a key of Azure OpenAI (API version v1):
  curl ${url}/openai/v1/chat/completions -H "api-key: ${apiKey}" \\
    -H "content-type: application/json" \\
    -d '{"model":"gpt-5.4","messages":[{"role":"user","content":"What is 6 times 7?"}]}'

Ctrl-C stops it.`;

const start = async (options: StartOptions) => {
  const { port, latencyMs, requestsPerMinute, tokensPerMinute, deployments, trainingMs } = options;
  let askedMs = Date.now();
  const endpoint = await startLocalEndpoint({
    port,
    deployments,
    onAnswer: () => {
      askedMs = Date.now();
    },
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(trainingMs === undefined ? {} : { fineTuning: { trainingMs } }),
    quota: {
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
      ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    },
  });
  const { url, apiKey } = endpoint;
  console.log(options.json ? JSON.stringify({ url, apiKey }) : banner(url, apiKey, deployments));
  const end = (): void => void endpoint.close().then(() => process.exit(0));
  endWhenForgotten(options, () => askedMs, end);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, end);
  }
};

start(program.opts<StartOptions>()).catch((error: NodeJS.ErrnoException) => {
  const port = program.opts<StartOptions>().port;
  console.error(
    error.code === "EADDRINUSE"
      ? `Port ${port} is in use: choose another one with --port.`
      : `The endpoint could not start: ${error.message}`,
  );
  process.exitCode = 1;
});
