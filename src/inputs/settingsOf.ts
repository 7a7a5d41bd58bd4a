import type { ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Group, openedGroup } from "../text/openedGroup";

/** The settings of a group as a step is given them. */
export type SettingsOf<GroupInput extends { inputs: Inputs }> = Group<
  Partial<ActionInputParameters<GroupInput["inputs"]>>
>;

/**
 * The settings that a group has and a step gives; what else is in it was not cleaned, and is left out.
 * @throws Error by the group's label for what is no group.
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
