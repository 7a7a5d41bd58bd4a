import { loadCase } from "../../local/cases/loadCase";
import { connectionKinds, startCaseWorld, waysToConnect } from "../../local/cases/world";
import { shareStarted, useLocalTrust } from "../support/hooks";
import { formsOf, runForm } from "./caseRuns";
import { callSource } from "./partCalls";
import { partsOf } from "./parts";

useLocalTrust();
const world = shareStarted(() => startCaseWorld());

/** What a form shows of a choice. */
const choice = { key: expect.stringMatching(/./), label: expect.stringMatching(/./) };

describe.each(Object.entries(partsOf("dataSources")))("%s", (key, { examplePayload, dataSourceType }) => {
  const { needs } = loadCase("dataSources", key);
  const connections = waysToConnect(connectionKinds, needs);

  test.each(
    connections.flatMap((connection) =>
      formsOf("dataSources", key).map((form) => [connection, ...form] as const),
    ),
  )("offers choices: %s, %s", async (connection, _name, form) => {
    const rig = { call: callSource, world, connection };
    const { data, requests } = await runForm(rig, "dataSources", key, form);
    expect(data).not.toEqual([]);
    expect(data).toEqual((data as unknown[]).map(() => choice));
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("has an example of choices, which travels as JSON", () => {
    expect(dataSourceType).toBe("picklist");
    const shown = examplePayload?.["result"] as unknown[];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(shown.map(() => choice));
    expect(JSON.parse(JSON.stringify(examplePayload))).toEqual(examplePayload);
  });
});
