import { loadCase } from "../../local/cases/loadCase";
import { type ConnectionKind, startCaseWorld } from "../../local/cases/world";
import { shareStarted, useLocalTrust } from "../support/hooks";
import { formsOf } from "./caseRuns";
import { contradictions } from "./fit";
import { callSource } from "./partCalls";
import { partsOf } from "./parts";
import { outputOf, triggerFaults } from "./triggerFaults";
import { runTrigger, type Triggered } from "./triggerRuns";

useLocalTrust();
const world = shareStarted(() => startCaseWorld());

const connections: ConnectionKind[] = ["v1", "dated", "openai", "entra"];

describe.each(Object.entries(partsOf("triggers")))("%s", (key, trigger) => {
  test.each(
    connections.flatMap((connection) =>
      formsOf("triggers", key).map((form) => [connection, ...form] as const),
    ),
  )("starts the flow with what its example shows: %s, %s", async (connection, _name, form) => {
    const run = await runTrigger({ call: callSource, world, connection }, key, form);
    expect(triggerFaults(trigger, run)).toEqual([]);
  });

  test("has an example that fits its shape, travels as JSON, and takes a branch that exists", () => {
    const { examplePayload, staticBranchNames = [undefined] } = trigger;
    const { branch, payload } = examplePayload as unknown as Triggered;
    expect(contradictions(outputOf(key), payload.body.data)).toEqual([]);
    expect(JSON.parse(JSON.stringify(examplePayload))).toEqual(examplePayload);
    expect(staticBranchNames).toContain(branch);
  });

  test("is told of something by its case", () => {
    const { deliveries, prepare } = loadCase("triggers", key);
    expect(deliveries ?? prepare).toBeDefined();
  });
});
