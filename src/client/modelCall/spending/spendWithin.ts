import { fieldsOf } from "../../../text/isObject";
import { priceOfAnswer, type TokenPrice } from "../../../text/tokenPrice";
import { costOf, readTokenUsage, withoutDust } from "../../../text/tokenUsage";
import type { Step } from "../../call";
import { refusedBody } from "../../errors/refusedAnswer";
import type { Stage } from "../stage";
import { type Amount, type Budget, budgetError } from "./Budget";
import { worstCase } from "./worstCase";

const microOf = (cost: { input: number; output: number } | undefined): number | undefined =>
  cost && Math.ceil(withoutDust((cost.input + cost.output) * 1_000_000));

/**
 * The price of a call before it is sent.
 * @throws AzureOpenAIError where money is limited and there is none: what has no price would never fill a budget.
 */
const priceBefore = (step: Step, budget: Budget, output: number): TokenPrice | undefined => {
  const { model = "" } = step;
  const price = step.price ?? priceOfAnswer(step.prices, model, undefined);
  const isWhole = price?.input !== undefined && (output === 0 || price.output !== undefined);
  if (budget.limitsCost && !isWhole)
    throw budgetError(
      `${step.action} did not ask ${JSON.stringify(model)}: Cost per Run and Cost per Day need its price, which Prices lack.`,
      "Fill in Prices of the connection, with the name of the deployment, or those of the step where it has them, for input and output.",
    );
  return price;
};

/** What an answer or a refusal used; the worst case where an answer does not say. */
const usedBy = (answer: unknown, step: Step, worst: Amount): Amount => {
  const tokens = readTokenUsage(fieldsOf(answer)["usage"]);
  if (!tokens) return worst;
  const price = step.price ?? priceOfAnswer(step.prices, step.model ?? "", answer);
  return {
    tokens: tokens.input + tokens.output,
    microCost: microOf(price && costOf(tokens, price)) ?? worst.microCost,
  };
};

/** Sends a request within the step's budget: its worst case is reserved first, and what it used is booked after. */
export const spendWithin: Stage = async (step, request, next) => {
  const { budget } = step.modelCall;
  if (!budget) return next(request);
  const { input, output } = worstCase(request.path, request.body);
  const price = priceBefore(step, budget, output);
  const cost = price && costOf({ input, cachedInput: 0, output }, price);
  const worst: Amount = { tokens: input + output, microCost: microOf(cost) ?? 0 };
  await budget.reserve(worst);
  try {
    const reply = await next(request);
    budget.settle(worst, usedBy(reply.json, step, worst));
    return reply;
  } catch (error) {
    // A refusal costs nothing, unless it says so.
    budget.settle(worst, usedBy(refusedBody(error), step, { tokens: 0, microCost: 0 }));
    throw error;
  }
};
