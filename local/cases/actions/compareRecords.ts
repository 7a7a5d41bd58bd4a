import { outputFile } from "../groups";
import type { StepCase } from "../stepCase";

/** Answers that are compared with expected ones. */
export const compareRecords: StepCase = {
  required: { records: JSON.stringify([{ answer: "Bern", expected: "Bern" }]) },
  every: [
    {
      records: JSON.stringify([{ reply: "It is bern.", city: "Bern" }, { city: "Rome" }]),
      comparison: "contains",
      actualField: "reply",
      expectedField: "city",
      ignoreCase: "true",
      trimSpaces: "true",
    },
    {
      records: "answer;expected\n102;100",
      comparison: "numeric",
      tolerance: "0.05",
      toleranceType: "relative",
      outputFile,
    },
  ],
};
