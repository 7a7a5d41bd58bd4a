import type { Element } from "@prismatic-io/spectral";
import { mayServe, type Purpose, purposes } from "../../tasks/models/modelAbilities";
import { labelOf } from "../elements";

/** Abilities that a picker of deployments can be limited to, the widest first. */
export const abilities = ["any", ...purposes, "batch"] as const;

/** The ability of the deployments in a picker. */
export type Ability = "any" | Purpose | "batch";

/** A deployment from any of the lists. */
export interface Deployment {
  name: string;
  /** The deployed model. It is never derived from the deployment's name, which the customer chose. */
  model?: string | undefined;
  version?: string | undefined;
  /** Such as GlobalStandard. */
  sku?: string | undefined;
  capabilities?: Record<string, unknown> | undefined;
  /** Such as Succeeded; absent where the list does not have it. */
  state?: string | undefined;
}

/** True for a deployment that can be called now. */
export const isReady = ({ state }: Deployment): boolean => state === undefined || state === "Succeeded";

/**
 * True for a deployment with the ability. Batch deployments accept files and no calls; all others are judged by their
 * model.
 */
export const isFor = (ability: Ability, { sku, model = "", capabilities }: Deployment): boolean => {
  if (ability === "any") return true;
  const isForBatches = sku === undefined ? undefined : /batch$/i.test(sku);
  if (ability === "batch") return isForBatches ?? true;
  return !isForBatches && mayServe(ability, { id: model, capabilities });
};

/** Makes a choice of a deployment, whose value is its name. */
export const toElement = ({ name, model, version, sku }: Deployment): Element => ({
  key: name,
  label: labelOf(name, [[model, version].filter(Boolean).join(" "), sku]),
});
