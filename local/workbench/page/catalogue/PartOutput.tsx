import type { Part } from "../../wire/catalogue";
import { ResultTree } from "../results/ResultTree";
import { Fold } from "./Fold";
import { ShapeTable } from "./ShapeTable";

/** What a part gives: its branches, its example and the shape of its output. */
export const PartOutput = ({ part }: { part: Part }) => {
  const { kind, key, shapes = [], hasExample, branches, branchInput, inputs } = part;
  const isSilent = shapes.length === 0 && !hasExample && branches === undefined;
  const naming = inputs.find(({ key }) => key === branchInput)?.label;
  const named = [...(naming === undefined ? [] : [`each of ${naming}`]), ...(branches ?? [])];
  return (
    <section class="part-output" aria-label="Output">
      <h2>Output</h2>
      {isSilent && <p class="quiet">Nothing is declared.</p>}
      {named.length > 0 && <p>Branches: {named.join(", ")}</p>}
      {hasExample && (
        <Fold label="Example" heading="h3" isOpenAtFirst>
          <ResultTree
            address={`/api/parts/${kind}/${key}/example`}
            name={kind === "trigger" ? `${key}.results.body.data` : `${key}.results`}
          />
        </Fold>
      )}
      {shapes.map(({ branch, schema }, index) => (
        <Fold
          key={branch}
          heading="h3"
          label={branch === undefined ? "Shape" : `Shape of ${branch}`}
          isOpenAtFirst={index === 0}
        >
          <ShapeTable schema={schema} />
        </Fold>
      ))}
    </section>
  );
};
