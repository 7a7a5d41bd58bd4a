import { createInterface } from "node:readline";
import tls from "node:tls";
import { Command, InvalidArgumentError } from "commander";
import { buildAll } from "./buildAll";
import { logStrayErrors } from "./server/logStrayErrors";
import { startServer, type WorkbenchServer } from "./server/startServer";
import { startWorkbench, type Workbench } from "./server/workbench";

interface StartOptions {
  port: number;
  build: boolean;
}

const portNumber = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("expected a whole number up to 65535.");
  return port;
};

const program = new Command("workbench")
  .description("A local page that shows every form, runs every step and watches what it does.")
  .option("--port <number>", "port to listen on; 0 takes any free one", portNumber, 4020)
  .option("--no-build", "use what was built before")
  .parse();

/** Older ones can't be told to trust a certificate while they run. */
const requireNode = (): void => {
  if (typeof tls.setDefaultCACertificates === "function") return;
  throw new Error(
    `it needs Node 22.19 or newer, and this is ${process.version}. Run npm ci, then npm run workbench, which takes the right one.`,
  );
};

/** Ends everything at the first Ctrl-C; a second one does not wait for it. */
const endBySignal = (server: WorkbenchServer, workbench: Workbench): void => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void Promise.all([server.close(), workbench.world.close()]).finally(() => process.exit(0));
    });
  }
};

const start = async ({ port, build }: StartOptions): Promise<void> => {
  requireNode();
  if (build) buildAll();
  const workbench = await startWorkbench({ environment: process.env });
  logStrayErrors(() => workbench.connections.secrets());
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), workbench.world.certificate]);
  const server = await startServer(workbench, { port }).catch(async (error: unknown) => {
    workbench.component.close();
    await workbench.world.close();
    throw error;
  });
  const { component, problem } = workbench.component.status();
  if (problem !== undefined) console.error(problem);
  const showAddress = (): void => console.log(`Workbench  ${server.makeAddress()}`);
  if (component) console.log(`Component  ${component.label}, ${component.parts} parts`);
  showAddress();
  console.log(
    "\nOpen this address in a browser; it works once. Enter prints a new one, Ctrl-C stops the workbench.",
  );
  // Where there is no terminal, the input ends, and the workbench goes on.
  createInterface({ input: process.stdin }).on("line", showAddress);
  endBySignal(server, workbench);
};

const sentenceOf = ({ code, message }: NodeJS.ErrnoException): string => {
  const { port } = program.opts<StartOptions>();
  if (code === "EADDRINUSE")
    return `Port ${port} is in use: choose another one with --port, or 0 for any free one.`;
  if (code === "EACCES") return `Port ${port} is not free to use: choose one above 1023 with --port.`;
  return `The workbench could not start: ${message}`;
};

start(program.opts<StartOptions>()).catch((error: NodeJS.ErrnoException) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
