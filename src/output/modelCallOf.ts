import type { ModelCallOptions } from "../client/modelCall/modelCallOptions";
import { type Group, openedGroup } from "../text/openedGroup";

/** The groups of an action whose settings are about its requests that run a model. */
interface ModelCallGroups {
  modelSettings?: Group<Pick<ModelCallOptions, "apiMode" | "streamInternally">>;
}

/** What the groups among an action's inputs say about its requests that run a model. */
export const modelCallOf = ({ modelSettings }: ModelCallGroups): ModelCallOptions => {
  const { apiMode, streamInternally } = openedGroup("Model Settings", modelSettings);
  return { ...(apiMode && { apiMode }), ...(streamInternally && { streamInternally }) };
};
