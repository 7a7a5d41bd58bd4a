/** What the designer alone reads of an action: its form, its example and its output schema. */
const late = [
  "inputs",
  "examplePerform",
  "examplePerformSafety",
  "performSafety",
  "examplePayload",
  "outputSchema",
];

/** The part of an input that says how it is cleaned; a group has inputs of its own. */
interface CleanedInput {
  type?: unknown;
  collection?: unknown;
  clean?: unknown;
  configurations?: unknown;
  inputs?: Readonly<Record<string, CleanedInput>>;
}

/** Inputs without their texts, so that nothing but their cleaning is converted. */
const cleanedAlone = (inputs: Readonly<Record<string, CleanedInput>>): Record<string, object> =>
  Object.fromEntries(
    Object.entries(inputs).map(([key, { type, collection, clean, configurations, inputs: members }]) => {
      const cleaned = { type, collection, clean, configurations, label: "", default: "" };
      return [key, members ? { ...cleaned, inputs: cleanedAlone(members) } : cleaned];
    }),
  );

/**
 * Converts of an action what a step needs. Its form, its example and its output schema are converted when one of them
 * is first read: they take longer than all the rest, and a step needs none of them.
 * @param part - one action by its key
 */
export const withLateForm = <Action extends object, Converted extends object>(
  part: Record<string, Action>,
  convert: (part: Record<string, Action>) => Record<string, Converted>,
): Record<string, Converted> => {
  const [key = ""] = Object.keys(part);
  const { [key]: action } = part as Record<string, Action & { inputs?: Record<string, CleanedInput> }>;
  const parts = Object.entries(Object.getOwnPropertyDescriptors(action));
  const early = Object.defineProperties(
    {},
    Object.fromEntries(parts.filter(([name]) => !late.includes(name))),
  ) as Action;
  const converted = convert({ [key]: Object.assign(early, { inputs: cleanedAlone(action?.inputs ?? {}) }) });
  let whole: object | undefined;
  const readWhole = (): object => {
    whole ??= convert(part)[key] as object;
    return whole;
  };
  const hasExample = parts.some(([name]) => name === "examplePerform");
  for (const name of late)
    if (parts.some(([other]) => other === name) || (name === "examplePerformSafety" && hasExample))
      Object.defineProperty(converted[key], name, {
        enumerable: true,
        configurable: true,
        get: () => Reflect.get(readWhole(), name),
      });
  return converted;
};
