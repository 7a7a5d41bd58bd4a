import { refuseInput } from "./InputError";

/** A group of settings of a step. One that was never opened is "" or absent. */
export type Group<Settings extends object> = Settings | string | null | undefined;

/**
 * The settings of a group; none where it was never opened.
 * @throws InputError with the label for any other value, such as JSON text: its settings would be ignored silently.
 */
export const openedGroup = <Settings extends object>(
  label: string,
  group: Group<Settings>,
): Partial<Settings> => {
  if (group === undefined || group === null || group === "") return {};
  if (typeof group === "object" && !Array.isArray(group)) return group;
  return refuseInput(label, "this is no group of settings.", "Enter each setting by itself.");
};
