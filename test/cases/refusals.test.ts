import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { formParams } from "../../local/cases/formParams";
import { loadCase } from "../../local/cases/loadCase";
import { startCaseWorld } from "../../local/cases/world";
import { failureOf } from "../support/connector";
import { shareStarted } from "../support/hooks";
import { connectionOf } from "./caseRuns";
import { callSource } from "./partCalls";
import { partsOf } from "./parts";

const world = shareStarted(() => startCaseWorld());

type Cleaned = Input & { clean?: (value: unknown) => unknown };

/** An input, or one of a group, and how a step gets a value for it. */
interface Place {
  key: string;
  input: Cleaned;
  entered(value: unknown): Record<string, unknown>;
}

const placesOf = (inputs: readonly Input[]): Place[] =>
  inputs.flatMap((input): Place[] =>
    input.inputs
      ? input.inputs.map((member) => ({
          key: `${input.key}.${member.key}`,
          input: member,
          entered: (value) => ({ [input.key]: { [member.key]: value } }),
        }))
      : [{ key: input.key, input, entered: (value) => ({ [input.key]: value }) }],
  );

const isRefused = ({ clean }: Cleaned, value: unknown): boolean => {
  try {
    clean?.(value);
    return false;
  } catch {
    return true;
  }
};

describe.each(Object.entries(partsOf("actions")))("%s", (key, { inputs }) => {
  const wrong = (["banana", ""] as const).flatMap((value) =>
    placesOf(inputs)
      .filter(({ input }) => isRefused(input, value))
      .map((place) => [value, place.key, place] as const),
  );

  test.each(wrong)("refuses %j as %s by its label, and sends nothing", async (value, _key, place) => {
    const rig = { call: callSource, world, connection: "v1" } as const;
    const connection = connectionOf(rig, "actions", key);
    const params = formParams(inputs, loadCase("actions", key).required, { connection });
    const args = [{ ...params, ...place.entered(value) }];
    const { message } = await failureOf(callSource({ kind: "actions", key, method: "perform", args }));
    expect(message).toContain(`${place.input.label}: `);
    expect(world.endpointFor().requests).toEqual([]);
  });
});
