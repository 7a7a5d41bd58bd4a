import type { ModelCallOptions } from "../client/modelCall/modelCallOptions";
import { type Group, openedGroup } from "../text/openedGroup";
import { looksForValues, type RedactionRules } from "../text/redaction/redactionRules";

/** The groups of a step that say what is done to its requests that run a model. */
interface ModelCallGroups {
  modelSettings?: Group<ModelCallOptions>;
  redact?: Group<RedactionRules>;
}

/** What is done to a step's requests that run a model, from the groups among its inputs. */
export const modelCallOf = ({ modelSettings, redact }: ModelCallGroups): ModelCallOptions => {
  const { adaptParameters = true } = openedGroup<ModelCallOptions>("Model Settings", modelSettings);
  const rules = openedGroup<RedactionRules>("Redaction", redact);
  return { adaptParameters, redact: looksForValues(rules) ? rules : undefined };
};
