import { Command, InvalidArgumentError } from "commander";
import { startLocalEndpoint } from "./service/startLocalEndpoint";

interface StartOptions {
  port: number;
  latencyMs?: number;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  deployments?: string[];
  trainingMs?: number;
}

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("expected a whole number.");
  return Number(text);
};

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
  .parse();

const start = async ({
  port,
  latencyMs,
  requestsPerMinute,
  tokensPerMinute,
  deployments,
  trainingMs,
}: StartOptions) => {
  const endpoint = await startLocalEndpoint({
    port,
    deployments,
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(trainingMs === undefined ? {} : { fineTuning: { trainingMs } }),
    quota: {
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
      ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    },
  });
  const { url, apiKey } = endpoint;
  console.log(`Endpoint  ${url}
API key   ${apiKey}
Models    ${deployments?.join(", ") ?? "any name"}

For the command line of this project, in another terminal:
  export AZURE_OPENAI_ENDPOINT=${url} AZURE_OPENAI_API_KEY=${apiKey} \\
    AZURE_OPENAI_DEPLOYMENT=gpt-5.4
For any other tool on this machine, an address and a key of Azure OpenAI (API version v1):
  curl ${url}/openai/v1/chat/completions -H "api-key: ${apiKey}" \\
    -H "content-type: application/json" \\
    -d '{"model":"gpt-5.4","messages":[{"role":"user","content":"What is 6 times 7?"}]}'

Ctrl-C stops it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void endpoint.close().then(() => process.exit(0)));
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
