import type { JsonSchema } from "./schemaProblem";

/** Tells an answer's violations, in words; none when the answer is as it has to be. */
export type AnswerCheck = (value: unknown) => string[];

const mostViolations = 10;

/** Errors that only say that there are errors further down. */
const wrappers = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
  "additionalItems",
  "prefixItems",
  "$ref",
]);

const draftOf = ({ $schema }: JsonSchema): "4" | "7" | "2019-09" | "2020-12" => {
  const named = /draft-0(4|7)|(2019-09)/.exec(String($schema));
  return (named?.[1] ?? named?.[2] ?? "2020-12") as "4" | "7" | "2019-09" | "2020-12";
};

const nameOf = (location: string): string =>
  location
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");

/**
 * Makes the check of a schema, which interprets it: no code is made from what a builder writes.
 * @throws Error that names the label when the schema can't be followed, such as one that refers to itself at once.
 */
export const createAnswerCheck = async (label: string, schema: JsonSchema): Promise<AnswerCheck> => {
  const { Validator } = await import("@cfworker/json-schema");
  // The validator writes into the schema.
  const validator = new Validator(structuredClone(schema), draftOf(schema), false);
  try {
    validator.validate({});
  } catch (error) {
    throw new Error(`${label}: this JSON schema can't be followed: ${(error as Error).message}`);
  }
  const errorsOf = (value: unknown) => {
    try {
      return validator.validate(value).errors;
    } catch (error) {
      // A property's name that is half a character, which has no URI.
      const told = `The answer can't be checked: ${(error as Error).message}.`;
      return [{ instanceLocation: "#", keyword: "", error: told }];
    }
  };
  return (value) => {
    const told = errorsOf(value)
      .filter(({ keyword }) => !wrappers.has(keyword))
      .map(({ instanceLocation, keyword, error }) => {
        const name = nameOf(instanceLocation);
        if (keyword === "false") return `${name}: this property is not allowed.`;
        return name ? `${name}: ${error}` : error;
      });
    return [...new Set(told)].slice(0, mostViolations);
  };
};
