import type { Part } from "../../wire/catalogue";
import { Fold } from "./Fold";
import { ShapeTable } from "./ShapeTable";

/** Characters of an example that are shown. */
const mostCharacters = 100_000;

const exampleText = (example: unknown): string => {
  const text = JSON.stringify(example, null, 2);
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}\n…` : text;
};

/** What a part gives: its branches, its example and the shape of its output. */
export const PartOutput = ({
  part: { outputSchema, example, branches, branchInput, inputs },
}: {
  part: Part;
}) => {
  const isSilent = outputSchema === undefined && example === undefined && branches === undefined;
  const naming = inputs.find(({ key }) => key === branchInput)?.label;
  return (
    <section class="output" aria-label="Output">
      <h2>Output</h2>
      {isSilent && <p class="quiet">Nothing is declared.</p>}
      {branches && <p>Branches: {branches.join(", ")}</p>}
      {naming !== undefined && <p>Branches: those that {naming} names.</p>}
      {example !== undefined && (
        <Fold label="Example" isOpenAtFirst>
          <pre>{exampleText(example)}</pre>
        </Fold>
      )}
      {outputSchema !== undefined && (
        <Fold label="Shape" isOpenAtFirst>
          <ShapeTable schema={outputSchema} />
        </Fold>
      )}
    </section>
  );
};
