import type { Catalogue, CatalogueItem } from "../../wire/catalogue";
import { route } from "../app/route";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { PartTree } from "./PartTree";
import { PartView } from "./PartView";
import { kindLabels } from "./treeRows";
import "./catalogue.css";

const Overview = ({ catalogue: { label, description, entries } }: { catalogue: Catalogue }) => (
  <section class="part-view">
    <h1>{label}</h1>
    <p>{description}</p>
    <p class="quiet">
      {Object.entries(kindLabels)
        .map(
          ([kind, plural]) => `${entries.filter((one) => one.kind === kind).length} ${plural.toLowerCase()}`,
        )
        .join(", ")}
      . Choose one, or search by a label, a key or an input.
    </p>
  </section>
);

const chosenIn = (entries: readonly CatalogueItem[]): CatalogueItem | undefined => {
  const [, kind, key] = route.value;
  return entries.find((one) => one.kind === kind && one.key === key);
};

/** The page Catalogue: every part of the component with its form and what it gives. */
export const CataloguePage = () => {
  const { value: catalogue, problem } = useLoaded<Catalogue>("/api/catalogue", ["component"]);
  const chosen = chosenIn(catalogue?.entries ?? []);
  const [, kind = "", key = ""] = route.value;
  const isUnknown = catalogue !== undefined && key !== "" && chosen === undefined;
  if (problem !== undefined) return <Problem sentence={problem} />;
  if (!catalogue) return null;
  return (
    <div class="columns catalogue">
      <PartTree entries={catalogue.entries} chosen={chosen} />
      {chosen && <PartView key={`${chosen.kind} ${chosen.key}`} kind={chosen.kind} partKey={chosen.key} />}
      {!chosen && !isUnknown && <Overview catalogue={catalogue} />}
      {isUnknown && (
        <Problem sentence={`The component has no ${kind} called "${key}": choose one of the list.`} />
      )}
    </div>
  );
};
