/** What the designer alone reads of an action. */
const late = ["examplePayload", "outputSchema"];

/**
 * Converts an action without its example and its output schema, which are converted when one of them is first read:
 * making them takes as long as all the rest, and a step needs neither.
 * @param part - one action by its key
 */
export const withLateOutput = <Action extends object, Converted extends object>(
  part: Record<string, Action>,
  convert: (part: Record<string, Action>) => Record<string, Converted>,
): Record<string, Converted> => {
  const [key = ""] = Object.keys(part);
  const { [key]: action } = part;
  const parts = Object.entries(Object.getOwnPropertyDescriptors(action));
  const early = parts.filter(([name]) => !late.includes(name));
  const converted = convert({ [key]: Object.defineProperties({}, Object.fromEntries(early)) as Action });
  let whole: object | undefined;
  const readWhole = (): object => {
    whole ??= convert(part)[key] as object;
    return whole;
  };
  for (const name of late)
    if (parts.some(([other]) => other === name))
      Object.defineProperty(converted[key], name, {
        enumerable: true,
        configurable: true,
        get: () => Reflect.get(readWhole(), name),
      });
  return converted;
};
