import type { Element } from "@prismatic-io/spectral";
import { mayServe, type Purpose, purposes } from "../../tasks/models/modelAbilities";
import { labelOf } from "../elements";

/** What a picker of deployments can be narrowed down to, the widest first. */
export const abilities = ["any", ...purposes, "batch"] as const;

/** What the deployments of a picker have to be able to do. */
export type Ability = "any" | Purpose | "batch";

/** A deployment, in whichever list it was found. */
export interface Deployment {
  name: string;
  /** The model under it; never told from the deployment's name, which a customer chose. */
  model?: string | undefined;
  version?: string | undefined;
  /** Such as GlobalStandard. */
  sku?: string | undefined;
  capabilities?: Record<string, unknown> | undefined;
  /** Such as Succeeded; absent where the list has none. */
  state?: string | undefined;
}

/** True for a deployment that can be called by now. */
export const isReady = ({ state }: Deployment): boolean => state === undefined || state === "Succeeded";

/** Batch deployments take files and answer no calls; everything else is judged by its model. */
export const isFor = (ability: Ability, { sku, model = "", capabilities }: Deployment): boolean => {
  if (ability === "any") return true;
  const isForBatches = sku === undefined ? undefined : /batch$/i.test(sku);
  if (ability === "batch") return isForBatches ?? true;
  return !isForBatches && mayServe(ability, { id: model, capabilities });
};

/** A deployment as a choice: its name is what a step needs. */
export const toElement = ({ name, model, version, sku }: Deployment): Element => ({
  key: name,
  label: labelOf(name, [[model, version].filter(Boolean).join(" "), sku]),
});
