/** The words by which this program was started, for help and advice: the package's command, or npm's script. */
export const programName = process.env["AZURE_OPENAI_PROGRAM"] ?? "npm run cli --";

/** The same where the output is read by another program: npm prints a line of its own otherwise. */
export const silentProgramName = programName.replace("npm run", "npm run --silent");
