import type { TokenPrice } from "../../text/tokenPrice";
import type { Step } from "../call";

/**
 * An answer with its connection's price: of the deployment that was asked, else of the model that answered. The step
 * counts what the answer used.
 */
export const pricedAnswer = <Result>(
  step: Step,
  deployment: string,
  answer: Result,
): { answer: Result; price?: TokenPrice } => {
  const price = step.usage.take(answer, deployment, step);
  return { answer, ...(price && { price }) };
};
