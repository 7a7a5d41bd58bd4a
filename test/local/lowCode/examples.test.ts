import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { startCaseWorld } from "../../../local/cases/world";
import { checkIntegration } from "../../../local/lowCode/checkIntegration";
import { allSteps, type IntegrationFile, readIntegration } from "../../../local/lowCode/integrationFile";
import { parseReference } from "../../../local/lowCode/reference";
import { type RanFlow, runIntegration } from "../../../local/lowCode/runIntegration";
import { type FlowSample, readSamples } from "../../../local/lowCode/sampleFile";
import { stepTable } from "../../../local/lowCode/stepTable";
import { component } from "../../cases/parts";
import { shareStarted, useLocalTrust } from "../../support/hooks";

const root = path.join(__dirname, "../../..");
const folder = path.join(root, "examples/lowCode");
const names = readdirSync(folder).flatMap((name) =>
  name.endsWith(".yml") ? [path.basename(name, ".yml")] : [],
);

const fileOf = (name: string): IntegrationFile =>
  readIntegration(readFileSync(path.join(folder, `${name}.yml`), "utf8"));
const samplesOf = (name: string) => readSamples(path.join(folder, `${name}.sample.json`));
const pageOf = (name: string): string => readFileSync(path.join(root, "docs/recipes", `${name}.md`), "utf8");

useLocalTrust();
const world = shareStarted(() => startCaseWorld());

const run = (name: string, sampleOf: (flow: string) => FlowSample = samplesOf(name)): Promise<RanFlow[]> => {
  const file = fileOf(name);
  const [variable] = file.requiredConfigVars;
  const isEntra = variable?.connection?.key === "entraServicePrincipal";
  const connection = world.connectionTo(isEntra ? "entra" : "v1");
  return runIntegration(file, { component, connection, sampleOf });
};

/** What each run that has the step gave at a reference, or the branch that it went on with. */
const givenAt = (flows: readonly RanFlow[], text: string): unknown[] => {
  const { step, part, path: way } = parseReference(text);
  const trigger = flows.map((flow) => flow.trigger).filter(({ name }) => name === step);
  const steps = flows.flatMap((flow) => flow.steps.filter(({ name }) => name === step));
  return [...trigger, ...steps].map((ran) =>
    part === "branch"
      ? ran.branch
      : way.reduce<unknown>((value, name) => Reflect.get(Object(value), name), ran.value),
  );
};

/** A table without the spaces that only align it. */
const plain = (text: string): string => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");

describe.each(names)("the example %s", (name) => {
  it("fits the component", () => {
    expect(checkIntegration(component, fileOf(name), samplesOf(name))).toEqual([]);
  });

  it("gives what its recipe says, each step of it run", async () => {
    const page = pageOf(name);
    const expected = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? "null") as Record<string, unknown>;
    const flows = await run(name);
    expect(new Set(flows.map((flow) => flow.name))).toEqual(
      new Set(fileOf(name).flows.map((flow) => flow.name)),
    );
    const given = Object.keys(expected).map((reference) => [reference, givenAt(flows, reference)]);
    expect(given.length).toBeGreaterThan(0);
    expect(Object.fromEntries(given)).toEqual(expected);
  });

  it("stands in its recipe step by step; npm run examples -- --write renews it", () => {
    const page = plain(pageOf(name));
    for (const flow of fileOf(name).flows) {
      expect(page).toContain(plain(stepTable(component, flow, samplesOf(name)(flow.name))));
    }
  });

  it("names what there is of the platform's own components, as public examples do", () => {
    const foreign = fileOf(name).flows.flatMap(({ steps }) =>
      allSteps(steps)
        .filter(({ action }) => action.component.key !== component.key)
        .map(({ action }) => `${action.component.key}/${action.key}`),
    );
    const seen = [
      "webhook-triggers/webhook",
      "http/httpPost",
      "loop/loopOverItems",
      "branch/branchOnExpression",
    ];
    const kept = ["persist-data/getCrossFlowValue", "persist-data/saveCrossFlowValue"];
    expect(foreign.filter((key) => ![...seen, ...kept].includes(key))).toEqual([]);
  });
});

it("every recipe of the folder has its example, or needs none", () => {
  const pages = readdirSync(path.join(root, "docs/recipes")).map((file) => path.basename(file, ".md"));
  for (const page of pages.filter((name) => pageOf(name).includes("integrations:import"))) {
    expect(names).toContain(page);
  }
  expect(names.filter((name) => !pages.includes(name))).toEqual([]);
});

it("five thousand rows come back in their order, each beside its answer", async () => {
  const rows = Array.from({ length: 5_000 }, (_, id) => ({ id, text: `word ${id}` }));
  const flows = await run("answerOvernight", (flow) => ({
    ...samplesOf("answerOvernight")(flow),
    ...(flow === "Begin" && { triggers: [{ body: { data: { rows } } }] }),
  }));
  const [results] = givenAt(flows, "getResults.results.results") as [
    Array<{ record: { id: number }; status: string }>,
  ];
  expect(results.map(({ record }) => record.id)).toEqual(rows.map(({ id }) => id));
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
});
