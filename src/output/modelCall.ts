import type { ModelCallOptions } from "../client/modelCall/modelCallOptions";
import { type Group, openedGroup } from "../text/openedGroup";

/** The groups of a step that say what is done to its requests that run a model. */
interface ModelCallGroups {
  modelSettings?: Group<ModelCallOptions>;
}

/** What is done to a step's requests that run a model, from the groups among its inputs. */
export const modelCallOf = ({ modelSettings }: ModelCallGroups): ModelCallOptions => {
  const { adaptParameters = true } = openedGroup<ModelCallOptions>("Model Settings", modelSettings);
  return { adaptParameters };
};
