import { settingLabel } from "../../src/client/answer/settingNames";
import { jobProgress } from "../../src/output/jobProgress";
import { readManagedModel, readServiceModel } from "../../src/tasks/models/readModel";

/* Words of the services are looked up among known ones, and some are names of what every object has. */

test("a stage of a model that is called like what every object has is shown as it is", () => {
  const found = [
    readServiceModel({ id: "m", lifecycle_status: "constructor" }, 0),
    readManagedModel({ name: "m", lifecycleStatus: "constructor" }, 0),
  ];
  expect(found.map((model) => model?.lifecycle)).toEqual(["constructor", "constructor"]);
});

test("so is a job's status", () => {
  expect(jobProgress({ status: "Constructor" }).progress).toBe(
    'The service says "constructor", which the connector does not know: it counts as going on.',
  );
});

test("so is a setting", () => {
  expect(settingLabel("constructor", "/chat/completions")).toBe("constructor");
});
