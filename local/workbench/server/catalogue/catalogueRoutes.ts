import { type PartKind, partKinds } from "../../wire/catalogue";
import type { ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { readCatalogue, readPart } from "./readCatalogue";

const partKind = (text: string | undefined): PartKind => {
  const kind = partKinds.find((one) => one === text);
  if (!kind) throw new RequestError(404, `There is no kind of part called "${text?.slice(0, 100)}".`);
  return kind;
};

/** What the component has. */
export const catalogueRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/catalogue",
    answer: (_request, { component }) => ({ json: readCatalogue(component.get().component) }),
  },
  {
    method: "GET",
    path: "/api/parts/:kind/:key",
    answer: ({ params }, { component }) => ({
      json: readPart(component.get().component, partKind(params["kind"]), params["key"] ?? ""),
    }),
  },
];
