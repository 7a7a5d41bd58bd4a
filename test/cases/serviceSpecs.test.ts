import { loadCase } from "../../local/cases/loadCase";
import { type ConnectionKind, startCaseWorld } from "../../local/cases/world";
import { shareStarted, useLocalTrust, useShortWaits } from "../support/hooks";
import { type CaseRig, formsOf, runForm } from "./caseRuns";
import { type KnownDifference, knownDifferences } from "./knownDifferences";
import { callSource } from "./partCalls";
import { partsOf } from "./parts";
import { sendRefused } from "./refusedRequests";
import { type Exchange, specProblems } from "./serviceSpecs";
import { runTrigger } from "./triggerRuns";

const exchanges: Exchange[] = [];
const met = new Set<KnownDifference>();

useLocalTrust();
useShortWaits();
const world = shareStarted(() =>
  startCaseWorld({ onAnswer: (request, answer) => void exchanges.push({ request, answer }) }),
);

const connections: ConnectionKind[] = ["v1", "dated", "openai"];

const runAll = async (rig: CaseRig): Promise<void> => {
  for (const kind of ["actions", "dataSources"] as const) {
    for (const key of Object.keys(partsOf(kind))) {
      if (loadCase(kind, key).needs === "resourceManager") continue;
      for (const [, form] of formsOf(kind, key)) await runForm(rig, kind, key, form);
    }
  }
  for (const key of Object.keys(partsOf("triggers"))) {
    for (const [, form] of formsOf("triggers", key)) await runTrigger(rig, key, form);
  }
};

/** The problems that nobody knows of. */
const unknown = (found: readonly Exchange[]): string[] =>
  [...new Set(found.flatMap(specProblems))].filter((problem) => {
    const known = knownDifferences.find((difference) => difference.problem.test(problem));
    if (known) met.add(known);
    return !known;
  });

describe.each(connections)("as the OpenAPI files of the services say, by %s,", (connection) => {
  beforeEach(() => {
    exchanges.length = 0;
  });

  test("are the requests of the cases, and the answers", async () => {
    await runAll({ call: callSource, world, connection });
    expect(exchanges.length).toBeGreaterThan(50);
    expect(unknown(exchanges)).toEqual([]);
  });

  test("are the refusals", async () => {
    const statuses = await sendRefused(world.endpointFor(), connection);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    expect(unknown(exchanges)).toEqual([]);
  });
});

test("every known difference is still one", () => {
  expect(knownDifferences.filter((difference) => !met.has(difference))).toEqual([]);
});
