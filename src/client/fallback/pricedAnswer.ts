import { priceOf, type TokenPrice } from "../../text/tokenPrice";
import type { Step } from "../call";

/** An answer with the price that its connection has for the deployment that was asked, else for the model that answered. */
export const pricedAnswer = <Result>(
  { prices }: Step,
  deployment: string,
  answer: Result,
): { answer: Result; price?: TokenPrice } => {
  const price = prices.size > 0 ? priceOf(prices, [deployment, Object(answer).model]) : undefined;
  return { answer, ...(price && { price }) };
};
