import { type PartKind, partKinds } from "../../wire/catalogue";
import type { ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { resultRoutes } from "../results/resultRoutes";
import { exampleIn } from "./outputShapes";
import { declaredPart, readCatalogue, readPart } from "./readCatalogue";

const partKind = (text: string | undefined): PartKind => {
  const kind = partKinds.find((one) => one === text);
  if (!kind) throw new RequestError(404, `There is no kind of part called "${text?.slice(0, 100)}".`);
  return kind;
};

/** The example of what a part gives, into which pages look as into a result. */
const exampleRoutes = resultRoutes("/api/parts/:kind/:key/example", ({ params }, { component }) => {
  const key = params["key"] ?? "";
  const { examplePayload } = declaredPart(component.get().component, partKind(params["kind"]), key);
  const example = exampleIn(examplePayload);
  if (example === undefined) throw new RequestError(404, "This part has no example.");
  return { value: example, name: key };
});

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
  ...exampleRoutes,
];
