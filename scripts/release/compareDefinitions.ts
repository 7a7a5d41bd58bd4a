import type { PublicDefinition, PublicInput, PublicPart } from "./publicDefinition";

/** How much a change asks of a version: what breaks flows, what they can use in addition, what they only show. */
export type Weight = "major" | "minor" | "patch";

/** One change between two definitions. */
export interface Change {
  weight: Weight;
  /** Such as `actions createImage, input model: is required now`. */
  what: string;
}

const words = {
  connections: "connection",
  actions: "action",
  dataSources: "data source",
  triggers: "trigger",
};

const change = (weight: Weight, where: string, what: string): Change => ({
  weight,
  what: `${where}: ${what}`,
});

/** The changes of what stands on one side alone, and of what stands on both. */
const compareKeys = <Value>(
  former: Readonly<Record<string, Value>>,
  now: Readonly<Record<string, Value>>,
  nameOf: (key: string) => string,
  added: (value: Value) => [Weight, string],
  both: (where: string, former: Value, now: Value) => Change[],
): Change[] => [
  ...Object.keys(former)
    .filter((key) => !Object.hasOwn(now, key))
    .map((key) => change("major", nameOf(key), "is gone, or has another key")),
  ...Object.entries(now).flatMap(([key, value]) => {
    const earlier = Object.hasOwn(former, key) ? former[key] : undefined;
    return earlier === undefined
      ? [change(added(value)[0], nameOf(key), added(value)[1])]
      : both(nameOf(key), earlier, value);
  }),
];

const compareChoices = (where: string, former: readonly string[] = [], now?: readonly string[]): Change[] => {
  if (now === undefined) return former.length > 0 ? [change("minor", where, "takes any value now")] : [];
  if (former.length === 0) return [change("major", where, "takes only certain choices now")];
  return [
    ...former
      .filter((choice) => !now.includes(choice))
      .map((choice) => change("major", where, `the choice "${choice}" is gone`)),
    ...now
      .filter((choice) => !former.includes(choice))
      .map((choice) => change("minor", where, `the choice "${choice}" is new`)),
  ];
};

const compareInputs = (where: string, former: PublicInput, now: PublicInput): Change[] => {
  const kinds = [former, now].map(({ type, collection }) => (collection ? `${collection} of ${type}` : type));
  const defaults = [former, now].map((input) => JSON.stringify(input.default) ?? "nothing");
  return [
    ...(kinds[0] === kinds[1] ? [] : [change("major", where, `was ${kinds[0]}, is ${kinds[1]}`)]),
    ...(now.required && !former.required ? [change("major", where, "is required now")] : []),
    ...(former.required && !now.required ? [change("minor", where, "is optional now")] : []),
    ...compareChoices(where, former.choices, now.choices),
    ...(defaults[0] === defaults[1]
      ? []
      : [change("minor", where, `the default was ${defaults[0]}, is ${defaults[1]}`)]),
    ...(former.label === now.label ? [] : [change("patch", where, `is labeled "${now.label}" now`)]),
  ];
};

const compareParts = (where: string, former: PublicPart, now: PublicPart): Change[] => [
  ...(former.label === now.label ? [] : [change("patch", where, `is labeled "${now.label}" now`)]),
  ...compareKeys(
    former.inputs,
    now.inputs,
    (key) => `${where}, input ${key}`,
    ({ required }) => (required ? ["major", "is new and required"] : ["minor", "is new"]),
    compareInputs,
  ),
  ...compareKeys(
    former.output,
    now.output,
    (path) => `${where}, output ${path}`,
    () => ["minor", "is new"],
    (place, before, after) =>
      before === after ? [] : [change("major", place, `was ${before}, is ${after}`)],
  ),
  ...former.branches
    .filter((branch) => !now.branches.includes(branch))
    .map((branch) => change("major", where, `the branch "${branch}" is gone`)),
  ...now.branches
    .filter((branch) => !former.branches.includes(branch))
    .map((branch) => change("major", where, `the branch "${branch}" is new, and flows that stand lack it`)),
];

/** What changed for flows that stand between two definitions, the gravest first. */
export const compareDefinitions = (former: PublicDefinition, now: PublicDefinition): Change[] => {
  const kinds = Object.keys(words) as Array<keyof PublicDefinition>;
  const changes = kinds.flatMap((kind) =>
    compareKeys(
      former[kind],
      now[kind],
      (key) => `${words[kind]} ${key}`,
      () => ["minor", "is new"],
      compareParts,
    ),
  );
  const order: readonly Weight[] = ["major", "minor", "patch"];
  return changes.toSorted((left, right) => order.indexOf(left.weight) - order.indexOf(right.weight));
};
