import type { Expression } from "./integrationFile";
import { parseReference, type Reference, templateParts } from "./reference";

/** What expressions refer to, and the configuration variables that they name. */
interface Uses {
  references: Reference[];
  variables: string[];
}

const usesOf = ({ type, value }: Expression): Uses => {
  if (type === "reference") return { references: [parseReference(String(value))], variables: [] };
  if (type === "configVar") return { references: [], variables: [String(value)] };
  if (type === "complex" && Array.isArray(value)) return usesIn(value as Expression[]);
  if (type !== "template") return { references: [], variables: [] };
  const parts = templateParts(String(value));
  return {
    references: parts.flatMap((part) => ("reference" in part ? [part.reference] : [])),
    variables: parts.flatMap((part) => ("variable" in part ? [part.variable] : [])),
  };
};

/** All that expressions refer to, those inside of lists among them. */
export const usesIn = (expressions: readonly Expression[]): Uses => {
  const uses = expressions.map(usesOf);
  return {
    references: uses.flatMap(({ references }) => references),
    variables: uses.flatMap(({ variables }) => variables),
  };
};
