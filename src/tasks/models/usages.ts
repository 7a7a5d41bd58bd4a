import type { ManagementClient } from "../../client/createManagementClient";
import type { Model } from "../../output/model";
import { numberIn, readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { accountsVersion } from "../deployments/accounts";
import { timeIn } from "./retirement";

/** What a subscription may use in a region, and uses. */
export interface Usage {
  /** Such as OpenAI.GlobalStandard.gpt-4o; it does not follow the model's name. */
  name: string;
  label: string | null;
  sku: string | null;
  /** Ids of the models whose deployments draw on it, as far as a list of models says so. */
  models: string[];
  used: number | null;
  limit: number | null;
  /** Null where one of the two is not told. */
  free: number | null;
  unit: string | null;
  status: string | null;
  resetsAt: string | null;
}

/** The models that draw on each quota, by its name in small letters. */
type Drawing = ReadonlyMap<string, ReadonlyArray<{ id: string; sku: string }>>;

const drawingOf = (models: readonly Model[]): Drawing => {
  const drawing = new Map<string, Array<{ id: string; sku: string }>>();
  for (const { id, skus } of models) {
    for (const { name, usageName } of skus) {
      if (usageName === null) continue;
      const key = usageName.toLowerCase();
      drawing.set(key, [...(drawing.get(key) ?? []), { id, sku: name }]);
    }
  }
  return drawing;
};

/** What is counted: the quota's words tell, else the kind of deployment. */
const unitOf = (label: string, sku: string, unit: string | undefined): string | null => {
  if (/tokens per minute \(thousands\)/i.test(label)) return "thousandTokensPerMinute";
  if (/provisioned/i.test(`${label} ${sku}`)) return "provisionedUnits";
  if (/^(?:global|datazone)?standard$/i.test(sku)) return "thousandTokensPerMinute";
  return unit ?? null;
};

const readUsage = (
  { name, currentValue, limit, unit, status, nextResetTime }: Readonly<Record<string, unknown>>,
  drawing: Drawing,
): Usage | undefined => {
  const { value, localizedValue } = fieldsOf(name);
  const known = textIn(value) ?? textIn(name);
  if (known === undefined) return undefined;
  const drawn = drawing.get(known.toLowerCase()) ?? [];
  // Provider, SKU and model.
  const sku = drawn[0]?.sku ?? known.split(".")[1] ?? null;
  const label = textIn(localizedValue) ?? null;
  const [used = null, most = null] = [numberIn(currentValue), numberIn(limit)];
  return {
    ...{ name: known, label, sku, models: drawn.map(({ id }) => id), used, limit: most },
    free: used === null || most === null ? null : Math.max(0, most - used),
    unit: unitOf(label ?? "", sku ?? "", textIn(unit)),
    status: textIn(status) ?? null,
    resetsAt: timeIn(nextResetTime),
  };
};

/**
 * What a subscription may use in a region, and uses, with the models that draw on it.
 * @param location - path of the region
 * @throws AzureOpenAIError or ConnectionError when it can't be had.
 */
export const usagesIn = async (
  manager: ManagementClient,
  location: string,
  models: readonly Model[],
): Promise<Usage[]> => {
  const drawing = drawingOf(models);
  return readable(await manager.list(`${location}/usages?${accountsVersion}`), (entry) =>
    readUsage(entry, drawing),
  );
};
