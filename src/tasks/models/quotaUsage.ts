import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError } from "../../client/errors/errors";
import type { Model } from "../../output/model";
import { joinParts } from "../../text/errorParts";
import { isSameName } from "../../text/isSameName";
import type { AccountPlace } from "../deployments/findAccount";
import { baseInName } from "./fineTunedName";
import { managedModels } from "./managedModels";
import {
  type AccountLimit,
  explainedIn,
  locationPath,
  type ManagedScope,
  managedScope,
  plainRegion,
  readAccount,
} from "./managedPlace";
import { modelsNamed } from "./modelNamed";
import { jointAnswer, type QuotaAnswer } from "./quotaAnswer";
import { type Usage, usagesIn } from "./usages";

/** Which quotas are asked for, and how much is needed. */
interface QuotaQuestion extends AccountPlace {
  /** Undefined is the account's. */
  region?: string | undefined;
  sku?: string | undefined;
  modelName?: string | undefined;
  modelVersion?: string | undefined;
  neededCapacity?: number | undefined;
}

/** What a subscription may use in a region, and whether it is enough. */
interface QuotaReport {
  data: Usage[];
  count: number;
  region: string | null;
  /** Empty where the account was not read. */
  accountLimits: AccountLimit[];
  lookedUpAt: string;
  /** Null where no amount was named. */
  answer: QuotaAnswer["answer"] | null;
  reason: string | null;
  warnings: string[];
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, "");

/** True for the line of its own that fine-tuned models of a base draw on: its last part is the base's and a mark. */
const isOfTuned = (base: string, { name }: Usage): boolean => {
  const model = plain(name.split(".").slice(2).join("."));
  return (
    model === `${plain(base)}finetune` ||
    model === `${plain(base.replace(/-\d{4}-\d{2}-\d{2}$/, ""))}finetune`
  );
};

const isWanted = (
  usage: Usage,
  { sku, modelName, modelVersion }: QuotaQuestion,
  models: readonly Model[],
): boolean => {
  if (sku && !isSameName(usage.sku, sku)) return false;
  if (!modelName) return true;
  const named = modelsNamed(models, { name: modelName, version: modelVersion });
  const base = baseInName(modelName);
  return named.length === 0 && base !== undefined
    ? isOfTuned(base, usage)
    : named.some(({ id }) => usage.models.includes(id));
};

/** The models whose SKUs name quotas: the account's, fine-tuned ones included, else those of the region. */
const modelsOf = async (
  manager: ManagementClient,
  { account }: ManagedScope,
  location: string,
  isOwnRegion: boolean,
): Promise<{ models: Model[]; warnings: string[] }> => {
  try {
    return {
      models: await managedModels(manager, account && isOwnRegion ? account : location),
      warnings: [],
    };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return {
      models: [],
      warnings: [`Which models draw on which quota is not known: ${joinParts(error)}`],
    };
  }
};

const readUsages = async (
  manager: ManagementClient,
  question: QuotaQuestion,
): Promise<Pick<QuotaReport, "data" | "region" | "accountLimits" | "warnings">> => {
  const given = question.region && plainRegion(question.region);
  const isAccountNamed = Boolean(question.accountName);
  const scope = await managedScope(manager, question, !given || isAccountNamed);
  return explainedIn(manager, scope, async () => {
    const own =
      scope.account && (!given || isAccountNamed) ? await readAccount(manager, scope.account) : undefined;
    const region = given || own?.region || "";
    const location = locationPath(scope, region);
    const { models, warnings } = await modelsOf(manager, scope, location, region === own?.region);
    const usages = await usagesIn(manager, location, models);
    return {
      data: usages.filter((usage) => isWanted(usage, question, models)),
      ...{ region, accountLimits: own?.limits ?? [], warnings },
    };
  });
};

/**
 * What a subscription may use in a region, and whether so much is free as is needed. A look-up that is refused is an
 * answer where an amount was named: it is not known.
 * @throws AzureOpenAIError or ConnectionError where no amount was named and nothing can be read.
 */
export const quotaUsage = async (
  manager: ManagementClient,
  question: QuotaQuestion,
): Promise<QuotaReport> => {
  const { neededCapacity } = question;
  const lookedUpAt = new Date(clock.now()).toISOString();
  try {
    const read = await readUsages(manager, question);
    const joint = neededCapacity === undefined ? undefined : jointAnswer(read.data, neededCapacity);
    return {
      ...read,
      ...{ count: read.data.length, lookedUpAt },
      ...{ answer: joint?.answer ?? null, reason: joint?.reason ?? null },
    };
  } catch (error) {
    if (neededCapacity === undefined || !isOwnError(error)) throw error;
    const unknown = { data: [], count: 0, accountLimits: [], lookedUpAt, warnings: [] };
    return { ...unknown, region: question.region ?? null, answer: "notKnown", reason: joinParts(error) };
  }
};
