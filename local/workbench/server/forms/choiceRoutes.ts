import { isRecord } from "../../../platform/isRecord";
import type { AskedChoices } from "../../wire/choices";
import type { ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { findChoices } from "./findChoices";

const askedChoices = (body: unknown): AskedChoices => {
  const { dataSource, form, connections = {} } = isRecord(body) ? body : {};
  if (typeof dataSource !== "string" || !isRecord(form) || !isRecord(connections)) {
    throw new RequestError(
      400,
      "The page asked for choices without their data source or form: reload the page.",
    );
  }
  const ids = Object.entries(connections).map(([key, id]) => [key, String(id)]);
  return { dataSource, form: form as AskedChoices["form"], connections: Object.fromEntries(ids) };
};

/** Choices for boxes that a data source fills. */
export const choiceRoutes: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "/api/choices",
    answer: async ({ body }, workbench) => ({ json: await findChoices(workbench, askedChoices(body)) }),
  },
];
