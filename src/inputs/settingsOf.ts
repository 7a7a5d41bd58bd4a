import type { ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Group, openedGroup } from "../text/openedGroup";

/** The settings of a group, as a step receives them. */
export type SettingsOf<GroupInput extends { inputs: Inputs }> = Group<
  Partial<ActionInputParameters<GroupInput["inputs"]>>
>;

/**
 * The settings that a group declares and a step gives. Other properties were not cleaned, and are left out.
 * @throws InputError with the group's label for a value that is not a group.
 */
export const settingsOf = <Members extends Inputs>(
  { label, inputs }: { label: string; inputs: Members },
  given: SettingsOf<{ inputs: Members }>,
): Partial<ActionInputParameters<Members>> => {
  const settings = openedGroup(label, given);
  return Object.fromEntries(
    Object.entries(settings).filter(([key]) => Object.hasOwn(inputs, key)),
  ) as Partial<ActionInputParameters<Members>>;
};
