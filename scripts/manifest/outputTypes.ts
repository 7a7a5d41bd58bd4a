import { compile } from "json-schema-to-typescript";
import type { OutputDefinition } from "../documentation/definition";
import { outputTypeName } from "./outputTypeName";
import { strictSchema } from "./strictSchema";

/** A part whose output is described. */
export interface DescribedPart {
  key: string;
  output: OutputDefinition;
  /** What it shows as an example. */
  example: unknown;
  /** Properties of the output that are not always there. */
  sometimes: readonly string[];
}

/** TypeScript with a type for the output of each part. */
export const outputTypes = async (parts: readonly DescribedPart[]): Promise<string> => {
  const types = await Promise.all(
    parts.map(({ key, output, example, sometimes }) =>
      compile(strictSchema(output, [example], sometimes), outputTypeName(key), { bannerComment: "" }),
    ),
  );
  return types.join("\n");
};
