import { readFileSync } from "node:fs";
import path from "node:path";
import { definition } from "../../scripts/documentation/definition";
import { documentationProblem, manualOf } from "../../scripts/documentation/manual";
import { readPages } from "../../scripts/documentation/pages";
import { root } from "./sourceFiles";

test("documentation.md is what the pages and the definitions make; npm run docs writes it", () => {
  const manual = readFileSync(path.join(root, "documentation.md"), "utf8");
  expect(documentationProblem(manual, manualOf(definition, readPages(root)))).toBeUndefined();
});
