import { handedOver, handOver } from "../../../src/tasks/responses/handedOver";
import { useTestClock } from "../../support/hooks";
import { startMs } from "../../support/testClock";

const clock = useTestClock();
const endpoint = "https://r.openai.azure.com/openai/v1";
const now = startMs / 1000;

/** The state after so many steps, each of which had the state of the one before. */
const stateOf = (ids: readonly string[]): Record<string, unknown> => {
  const state: Record<string, unknown> = {};
  for (const id of ids) Object.assign(state, handOver({ id, status: "queued", endpoint }, state));
  return state;
};

const idsOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `resp_${index}`);

describe("what steps leave for the trigger", () => {
  it("is the id of a response in the background, at its own endpoint", () => {
    const state = stateOf(["resp_1"]);
    expect(handedOver(state, endpoint)).toEqual([{ id: "resp_1", createdAt: now }]);
    expect(handedOver(state, "https://other.example/v1")).toEqual([]);
    expect(handOver({ id: "resp_1", status: "completed", endpoint }, {})).toBeUndefined();
    expect(handOver({ id: "resp_1", status: "completed", background: true, endpoint }, {})).toBeDefined();
  });

  it("is kept beside what others left", () => {
    expect(handedOver(stateOf(idsOf(400)), endpoint)).toHaveLength(400);
  });

  it("is bounded, however many there are", () => {
    const state = stateOf(idsOf(6_000));
    expect(Object.keys(state).length).toBeLessThanOrEqual(1_024);
    expect(JSON.stringify(state).length).toBeLessThan(400_000);
    expect(handedOver(state, endpoint).map(({ id }) => id)).toContain("resp_5999");
  });

  it("is dropped after 30 days, when the service has dropped the response", () => {
    const state = stateOf(["resp_1"]);
    const [key = ""] = Object.keys(state);
    clock.advance(31 * 86_400_000);
    const later =
      idsOf(5_000).find((id) => key in (handOver({ id, status: "queued", endpoint }, {}) ?? {})) ?? "";
    Object.assign(state, handOver({ id: later, status: "queued", endpoint }, state));
    expect(handedOver(state, endpoint).map(({ id }) => id)).toEqual([later]);
  });

  it("is read whatever else the state holds", () => {
    const odd = {
      azureOpenAIResponses1: "x",
      azureOpenAIResponses2: [null, ["..", 1, "m"], ["id", "x", "m"]],
      other: [],
    };
    expect(handedOver(odd, endpoint)).toEqual([]);
    expect(handedOver(undefined, endpoint)).toEqual([]);
  });
});
