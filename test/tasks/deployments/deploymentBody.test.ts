import { changeTo, needsNewest } from "../../../src/tasks/deployments/deploymentBody";

const nested = (levels: number): unknown => {
  let value: unknown = {};
  for (let level = 0; level < levels; level += 1) value = { error: [value] };
  return value;
};

test("a deployment whose properties are nested without end counts as another one", () => {
  const body = (levels: number) => ({ properties: { further: nested(levels) } }) as never;
  expect([changeTo(body(5), body(5)), changeTo(body(20_000), body(20_000))]).toEqual([
    "unchanged",
    "updated",
  ]);
});

test.each(["serviceTier", "routing", "deploymentState", "parentDeploymentName"])(
  "a body with %s needs the newest api-version",
  (name) => {
    expect(needsNewest({ properties: { [name]: "any" } } as never)).toBe(true);
    expect(needsNewest({ properties: { [name]: null, model: { name: "any" } } } as never)).toBe(false);
  },
);
