import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { generateManifest } from "./generateManifest";

/*
 * Usage: npm run manifest [-- <folder>] writes typed actions for code-native integrations into a folder: by default
 * one beside this project, which is named for it. What a folder holds is replaced, so that one that holds something
 * else is refused.
 */

const root = path.join(__dirname, "../..");
const started = process.env["INIT_CWD"] ?? process.cwd();
const folder = process.argv[2] ? path.resolve(started, process.argv[2]) : `${root}-manifest`;

const isForeign =
  existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(path.join(folder, "src", "outputs.ts"));
if (isForeign) {
  console.error(
    `${folder} holds something else, and would be replaced: name another folder, or an empty one.`,
  );
  process.exitCode = 2;
} else {
  generateManifest(folder).then(
    () => console.log(`${folder} has typed actions: import azureOpenAI from "${folder}/src".`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
