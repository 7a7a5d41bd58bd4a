import { isObject } from "./isObject";

/** The price of a million tokens, in any currency. Tokens without a price cost nothing. */
export interface TokenPrice {
  input?: number | undefined;
  /** Of input that the service had cached; absent where it costs the same as other input. */
  cachedInput?: number | undefined;
  output?: number | undefined;
}

const amount = /^(\d{1,7}(\.\d{0,12})?|\.\d{1,12})$/;
const longestText = 100;

/**
 * Reads a price such as `1.25 / 0.125 / 10`: of a million input, cached input and output tokens. The second may be
 * left out. Undefined for a text that is not a price.
 */
export const readTokenPrice = (text: string): TokenPrice | undefined => {
  const parts = text.length > longestText ? [] : text.split("/").map((part) => part.trim());
  if (!parts.every((part) => amount.test(part))) return undefined;
  const [input, ...others] = parts.map(Number);
  if (others.length === 1) return { input, output: others[0] };
  return others.length === 2 ? { input, cachedInput: others[0], output: others[1] } : undefined;
};

/** Half the price: batches cost half (both services' price lists). */
export const halfPrice = ({ input, cachedInput, output }: TokenPrice): TokenPrice => {
  const half = (price: number | undefined) => price && price / 2;
  return { input: half(input), cachedInput: half(cachedInput), output: half(output) };
};

/** Prices by the name of the model or deployment, in lower case. */
export type TokenPrices = ReadonlyMap<string, TokenPrice>;

const longestName = 200;
const snapshotDate = /-\d{4}-\d{2}-\d{2}$/;

/**
 * The price of the first name that has one. A price also applies to a model's snapshots: an answer names its model
 * with the snapshot's date, such as gpt-5.4-2026-03-05.
 */
export const priceOf = (prices: TokenPrices, names: readonly unknown[]): TokenPrice | undefined =>
  names
    .filter((name): name is string => typeof name === "string" && name.length <= longestName)
    .map((name) => name.trim().toLowerCase())
    .map((name) => prices.get(name) ?? prices.get(name.replace(snapshotDate, "")))
    .find((price) => price !== undefined);

/** The price of an answer: of its deployment, else of the model that answered. */
export const priceOfAnswer = (
  prices: TokenPrices,
  deployment: string,
  answer: unknown,
): TokenPrice | undefined => priceOf(prices, [deployment, isObject(answer) ? answer["model"] : undefined]);
