import { isRecord } from "../../../platform/isRecord";
import type { ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { prepareSample, type SampleChoice } from "./prepareSample";

const choiceIn = (choice: unknown): SampleChoice => {
  if (choice === undefined || choice === "least") return "least";
  if (Number.isSafeInteger(choice) && (choice as number) > 0) return choice as number;
  throw new RequestError(400, "The page asked for a sample without its number: reload the page.");
};

/** Samples: what to fill into a form by one click. */
export const sampleRoutes: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "/api/samples",
    answer: async ({ body }, workbench) => {
      const { kind, key, choice } = isRecord(body) ? body : {};
      if ((kind !== "action" && kind !== "dataSource") || typeof key !== "string") {
        throw new RequestError(400, "The page asked for a sample without its part: reload the page.");
      }
      const operation = workbench.component.operation(kind, key);
      return { json: await prepareSample(workbench, operation, choiceIn(choice)) };
    },
  },
];
