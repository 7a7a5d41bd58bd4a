import { isObject } from "./isObject";

/** What a million tokens cost, in any currency; tokens without a price cost nothing. */
export interface TokenPrice {
  input?: number | undefined;
  /** Of input that the service had cached; the input's own where it is absent. */
  cachedInput?: number | undefined;
  output?: number | undefined;
}

const amount = /^(\d{1,7}(\.\d{0,12})?|\.\d{1,12})$/;
const longestText = 100;

/**
 * The price in a text such as `1.25 / 0.125 / 10`, of a million input, cached input and output tokens, the second of
 * which may be left out; undefined for what is no price.
 */
export const readTokenPrice = (text: string): TokenPrice | undefined => {
  const parts = text.length > longestText ? [] : text.split("/").map((part) => part.trim());
  if (!parts.every((part) => amount.test(part))) return undefined;
  const [input, ...others] = parts.map(Number);
  if (others.length === 1) return { input, output: others[0] };
  return others.length === 2 ? { input, cachedInput: others[0], output: others[1] } : undefined;
};

/** Half the price, for which batches are answered (both services' price lists). */
export const halfPrice = ({ input, cachedInput, output }: TokenPrice): TokenPrice => {
  const half = (price: number | undefined) => price && price / 2;
  return { input: half(input), cachedInput: half(cachedInput), output: half(output) };
};

/** Prices by the name of the model or deployment, in lower case. */
export type TokenPrices = ReadonlyMap<string, TokenPrice>;

const longestName = 200;
const snapshotDate = /-\d{4}-\d{2}-\d{2}$/;

/**
 * The price under the first of the names that has one. An answer names its model with the date of the snapshot
 * behind it, such as gpt-5.4-2026-03-05: the model's price is its own, too.
 */
export const priceOf = (prices: TokenPrices, names: readonly unknown[]): TokenPrice | undefined =>
  names
    .filter((name): name is string => typeof name === "string" && name.length <= longestName)
    .map((name) => name.trim().toLowerCase())
    .map((name) => prices.get(name) ?? prices.get(name.replace(snapshotDate, "")))
    .find((price) => price !== undefined);

/** The price of an answer: the deployment's, else that of the model which answered. */
export const priceOfAnswer = (
  prices: TokenPrices,
  deployment: string,
  answer: unknown,
): TokenPrice | undefined => priceOf(prices, [deployment, isObject(answer) ? answer["model"] : undefined]);
