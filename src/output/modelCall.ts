import type { ModelCallOptions } from "../client/modelCall/modelCallOptions";
import { fieldsOf } from "../text/isObject";
import { type Group, openedGroup } from "../text/openedGroup";
import { looksForValues, type RedactionRules } from "../text/redaction/redactionRules";

/** The part of Model Settings that says what is done to requests. */
interface ModelSettings extends Pick<ModelCallOptions, "apiMode" | "adaptParameters" | "streamInternally"> {
  extraParameters?: unknown;
}

/** The groups of a step that say what is done to its requests that run a model. */
interface ModelCallGroups {
  modelSettings?: Group<ModelSettings>;
  redact?: Group<RedactionRules>;
}

/** What is done to a step's requests that run a model, from the groups among its inputs. */
export const modelCallOf = ({ modelSettings, redact }: ModelCallGroups): ModelCallOptions => {
  const settings = openedGroup<ModelSettings>("Model Settings", modelSettings);
  const { apiMode, adaptParameters = true, extraParameters, streamInternally } = settings;
  const { service_tier: tier } = fieldsOf(extraParameters);
  const rules = openedGroup<RedactionRules>("Redaction", redact);
  return {
    redact: looksForValues(rules) ? rules : undefined,
    apiMode,
    adaptParameters,
    streamInternally,
    ...(typeof tier === "string" && { serviceTier: tier }),
  };
};
