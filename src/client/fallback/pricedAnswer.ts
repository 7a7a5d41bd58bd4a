import { priceOfAnswer, type TokenPrice } from "../../text/tokenPrice";
import type { Step } from "../call";

/** An answer with its connection's price: of the deployment that was asked, else of the model that answered. */
export const pricedAnswer = <Result>(
  { prices }: Step,
  deployment: string,
  answer: Result,
): { answer: Result; price?: TokenPrice } => {
  const price = priceOfAnswer(prices, deployment, answer);
  return { answer, ...(price && { price }) };
};
