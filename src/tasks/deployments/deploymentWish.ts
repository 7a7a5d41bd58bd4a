import type { JsonObject } from "../../text/isObject";

/** What a deployment is to be; undefined keeps what it is, or leaves it to the service. */
export interface DeploymentWish {
  /** A base model, a fine-tuned model or a checkpoint. */
  modelName?: string | undefined;
  modelVersion?: string | undefined;
  /** Such as OpenAI, or Microsoft; undefined is what the catalogue has for the model. */
  modelFormat?: string | undefined;
  /** Such as GlobalStandard. */
  sku?: string | undefined;
  capacity?: number | undefined;
  contentFilterPolicy?: string | undefined;
  versionUpgradeOption?: string | undefined;
  spilloverDeploymentName?: string | undefined;
  serviceTier?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  /** Path of the account that a fine-tuned model is taken from. */
  source?: string | undefined;
  sourceAccount?: string | undefined;
  /** Merged into the body as it is. */
  extraParameters?: JsonObject | undefined;
}
