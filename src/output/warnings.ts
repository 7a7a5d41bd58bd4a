import type { StepWarnings } from "../client/StepWarnings";
import { isObject } from "../text/isObject";
import { described, listOf, text } from "./shape";

/** Property of the output of every action that runs a model. */
export const warningsProperty = {
  warnings: described("What was changed in requests, and what answers lack", listOf(text())),
};

/** Adds what the client warns of to the warnings in an action's data, where it has some. */
export const tellWarnings = <Data>(data: Data, clientWarnings: StepWarnings): Data => {
  const told = clientWarnings.list();
  if (told.length === 0 || !isObject(data) || !Array.isArray(data["warnings"])) return data;
  return { ...data, warnings: [...(data["warnings"] as string[]), ...told] };
};
