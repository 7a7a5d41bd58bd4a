import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { Command, InvalidArgumentError } from "commander";
import { startServer } from "./server/startServer";
import { startWorkbench } from "./server/workbench";

interface StartOptions {
  port: number;
  build: boolean;
}

const root = join(__dirname, "../..");

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

/** Builds the bundle and the page, and says what could not be built; the page then says what is missing. */
const build = (): void => {
  for (const [what, script] of [
    ["component", "build"],
    ["page", "workbench:page"],
  ] as const) {
    console.log(`Building the ${what} …`);
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script], {
      cwd: root,
      encoding: "utf8",
    });
    if (status !== 0) console.error(`The ${what} could not be built:\n${stdout}${stderr}`);
  }
};

const start = async ({ port, build: isBuilding }: StartOptions): Promise<void> => {
  if (isBuilding) build();
  const workbench = await startWorkbench({ environment: process.env });
  const { certificate } = workbench.world;
  setDefaultCACertificates([...getCACertificates("default"), certificate]);
  const server = await startServer(workbench, { port }).catch(async (error: unknown) => {
    await workbench.world.close();
    throw error;
  });
  console.log(`Workbench  ${server.makeAddress()}

Open this address in a browser; it works once. Enter prints a new one, Ctrl-C stops the workbench.`);
  const lines = createInterface({ input: process.stdin });
  lines.on("line", () => console.log(`Workbench  ${server.makeAddress()}`));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      lines.close();
      void Promise.all([server.close(), workbench.world.close()]).then(() => process.exit(0));
    });
  }
};

start(program.opts<StartOptions>()).catch((error: NodeJS.ErrnoException) => {
  const { port } = program.opts<StartOptions>();
  console.error(
    error.code === "EADDRINUSE"
      ? `Port ${port} is in use: choose another one with --port, or 0 for any free one.`
      : `The workbench could not start: ${error.message}`,
  );
  process.exitCode = 1;
});
