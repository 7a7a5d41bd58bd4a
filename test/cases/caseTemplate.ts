import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { PartKind } from "../../local/cases/loadCase";
import type { Part } from "./parts";

const sampleOf = ({ collection, inputs, example = "", default: usual }: Input): unknown => {
  const sample = example || usual || "";
  if (collection === "valuelist") return [sample];
  if (collection === "keyvaluelist") return [{ key: "name", value: sample }];
  return inputs ? formOf(inputs) : sample;
};

const formOf = (inputs: readonly Input[]): Record<string, unknown> =>
  Object.fromEntries(
    inputs.filter(({ key }) => key !== "connection").map((input) => [input.key, sampleOf(input)]),
  );

/** What to begin the case of a part with: the examples of its inputs. */
export const caseTemplate = (kind: PartKind, { key, inputs }: Part): string => {
  const type = kind === "triggers" ? "TriggerCase" : "StepCase";
  const needed = inputs.filter((input) => input.required && (input.default ?? "") === "");
  return `
import type { ${type} } from "../stepCase";

/** What is asked for. */
export const ${key}: ${type} = {
  required: ${JSON.stringify(formOf(needed))},
  every: [${JSON.stringify(formOf(inputs))}],
};
`;
};
