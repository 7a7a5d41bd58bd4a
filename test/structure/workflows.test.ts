import { parse } from "yaml";
import { scripts } from "../../package.json";
import { expectNone } from "./expectNone";
import { sourceFiles } from "./sourceFiles";

/** A step of a workflow, as far as it is read here. */
interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}

/** A workflow, as far as it is read here. */
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, { "timeout-minutes"?: number; permissions?: Record<string, string>; steps: Step[] }>;
}

const workflows = sourceFiles(".github/workflows", /\.yml$/).map(({ path, text }) => ({
  path,
  workflow: parse(text) as Workflow,
}));
const jobs = workflows.flatMap(({ path, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ where: `${path}, ${name}`, job })),
);
const steps = jobs.flatMap(({ where, job }) => job.steps.map((step) => ({ where, step })));

it("are there", () => {
  expect(workflows.map(({ path }) => path)).toEqual([
    ".github/workflows/checks.yml",
    ".github/workflows/release.yml",
  ]);
});

it("take actions by the hash of a commit", () => {
  expectNone(
    steps
      .filter(({ step }) => step.uses && !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(step.uses))
      .map(({ where, step }) => `${where}: ${step.uses} can be moved. Name its commit.`),
  );
});

it("run scripts that package.json has", () => {
  expectNone(
    steps.flatMap(({ where, step }) =>
      [...(step.run ?? "").matchAll(/npm run (?:--silent )?([\w:]+)/g)]
        .filter(([, script = ""]) => !(script in scripts))
        .map(([command]) => `${where}: there is no ${command}.`),
    ),
  );
});

it("put nothing of an event and no secret into a shell's text", () => {
  expectNone(
    steps
      .filter(({ step }) => /\$\{\{/.test(step.run ?? ""))
      .map(({ where, step }) => `${where}: pass it by env instead: ${step.run}`),
  );
});

it("may read alone, but for the job that tags, and end in time", () => {
  expect(workflows.map(({ workflow }) => workflow.permissions)).toEqual(
    workflows.map(() => ({ contents: "read" })),
  );
  const more = jobs.filter(({ job }) => job.permissions !== undefined);
  expect(more.map(({ where }) => where)).toEqual([".github/workflows/release.yml, release"]);
  expectNone(
    jobs.filter(({ job }) => !job["timeout-minutes"]).map(({ where }) => `${where}: has no time limit.`),
  );
});

it("check before they publish, and publish before they tag", () => {
  const runs = jobs.find(({ where }) => where.endsWith("release.yml, release"))?.job.steps;
  const order = [
    "bash .ci/run",
    "release:check",
    "release:oldTests",
    "GITHUB_PATH",
    "component-publisher",
    "gh release create",
  ].map((text) => runs?.findIndex(({ run, uses }) => (run ?? uses)?.includes(text)));
  expect(order).toEqual(order.toSorted((left, right) => Number(left) - Number(right)));
  expect(order).not.toContain(-1);
});
