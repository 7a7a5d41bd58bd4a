import { priceOfAnswer, type TokenPrice } from "../../text/tokenPrice";
import type { Step } from "../call";

/** An answer with the price that its connection has for the deployment that was asked, else for the model that answered. */
export const pricedAnswer = <Result>(
  { prices }: Step,
  deployment: string,
  answer: Result,
): { answer: Result; price?: TokenPrice } => {
  const price = priceOfAnswer(prices, deployment, answer);
  return { answer, ...(price && { price }) };
};
