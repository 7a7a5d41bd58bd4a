import type { ModelSku } from "../../output/model";
import { numberIn, readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { timeIn } from "./retirement";

/** The kinds of deployments in a model's entry. */
export const readSkus = (skus: unknown): ModelSku[] =>
  readable(skus, ({ name, usageName, capacity, deprecationDate }) => {
    const known = textIn(name);
    if (known === undefined) return undefined;
    const { minimum, maximum, step, default: usual, allowedValues } = fieldsOf(capacity);
    const allowed = Array.isArray(allowedValues)
      ? allowedValues.flatMap((value) => numberIn(value) ?? [])
      : [];
    return {
      name: known,
      usageName: textIn(usageName) ?? null,
      capacity: {
        minimum: numberIn(minimum) ?? null,
        maximum: numberIn(maximum) ?? null,
        step: numberIn(step) ?? null,
        default: numberIn(usual) ?? null,
        allowed: allowed.length > 0 ? allowed : null,
      },
      retiresAt: timeIn(deprecationDate),
    };
  });
