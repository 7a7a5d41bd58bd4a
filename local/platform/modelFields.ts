import type { Read } from "./azureCredential";
import { UsageError } from "./usageError";

/** What a connection says of models, and the variable that each of its fields came from, by the field's label. */
interface ModelFields {
  fields: { defaultModel?: string; prices?: Array<{ key: string; value: string }> };
  variables: Record<string, string>;
}

const pricesIn = (variable: string, text: string): Array<{ key: string; value: string }> =>
  text
    .split(/[,;\n]/)
    .filter((entry) => entry.trim() !== "")
    .map((entry) => {
      const [key = "", ...rest] = entry.split("=");
      const value = rest.join("=").trim();
      if (key.trim() !== "" && value !== "") return { key: key.trim(), value };
      throw new UsageError(`${variable}: write model=input/cached/output, such as gpt-5.4=1.25/0.125/10.`);
    });

/**
 * The Default Model / Deployment and the Prices that two variables describe.
 * @throws UsageError that names the variable which can't be used.
 */
export const modelFields = (read: Read, modelVariable: string, pricesVariable: string): ModelFields => {
  const defaultModel = read(modelVariable);
  const prices = pricesIn(pricesVariable, read(pricesVariable));
  return {
    fields: { ...(defaultModel && { defaultModel }), ...(prices.length > 0 && { prices }) },
    variables: { "Default Model / Deployment": modelVariable, Prices: pricesVariable },
  };
};
