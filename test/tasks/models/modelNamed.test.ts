import {
  livingVersions,
  modelNamed,
  modelsNamed,
  preferredVersion,
} from "../../../src/tasks/models/modelNamed";
import { readManagedModel } from "../../../src/tasks/models/readModel";

const nowMs = Date.parse("2026-11-21T09:00:00Z");

/** A version of a model as the catalogue of a region lists it. */
const versionOf = (version: string, entry: object = {}) => {
  const model = readManagedModel({ name: "gpt-4.1", version, ...entry }, nowMs);
  if (!model) throw new Error("A model with a name is read.");
  return model;
};
const versionsOf = (models: ReadonlyArray<{ version: string | null }>) =>
  models.map(({ version }) => version);

const models = [versionOf("2"), versionOf("10"), versionOf("9")];
const retired = versionOf("11", { deprecation: { inference: "2026-01-01T00:00:00Z" } });

test("versions come newest first, by their numbers", () => {
  expect(versionsOf(livingVersions(models, "GPT-4.1"))).toEqual(["10", "9", "2"]);
  expect(preferredVersion(models)?.version).toBe("10");
});

test("a version that has retired is no living one, and preferred where there is no other", () => {
  expect(versionsOf(livingVersions([...models, retired], "gpt-4.1"))).toEqual(["10", "9", "2"]);
  expect(preferredVersion([retired, ...models])?.version).toBe("10");
  expect(preferredVersion([retired])?.version).toBe("11");
});

test("the version that deployments get by default goes before a newer one", () => {
  expect(preferredVersion([...models, versionOf("3", { isDefaultVersion: true })])?.version).toBe("3");
});

test("a version that is asked for is found, and one that is not listed is not", () => {
  expect(modelNamed(models, { name: "gpt-4.1", version: "9" })?.version).toBe("9");
  expect(modelsNamed(models, { name: "gpt-4.1", version: "1" })).toEqual([]);
  expect(modelNamed(models, { name: "gpt-4.1" })?.version).toBe("10");
  expect(modelNamed(models, { name: "gpt-5" })).toBeUndefined();
});
