import { type ActionOutputSchema, type BranchingOutputSchema, outputSchema } from "@prismatic-io/spectral";

/** A JSON schema in the platform's form for outputs. */
type JsonSchema = ActionOutputSchema["schema"];

declare const valueType: unique symbol;

/** The form of a value: its schema for the designer and its TypeScript type, declared once. */
export interface Shape<Value> {
  readonly schema: JsonSchema;
  /** Exists for the compiler alone. */
  readonly [valueType]?: Value;
}

/** The shape of a property that may be absent. */
interface OptionalShape<Value> extends Shape<Value> {
  readonly isOptional: true;
}

/** The type of a shape's values. */
export type Of<S> = S extends Shape<infer Value> ? Value : never;

type Shapes = Readonly<Record<string, Shape<unknown>>>;

type OptionalNames<S> = { [Name in keyof S]: S[Name] extends OptionalShape<unknown> ? Name : never }[keyof S];

/** The type of an object with these properties. */
type Properties<S> = { [Name in Exclude<keyof S, OptionalNames<S>>]: Of<S[Name]> } & {
  [Name in OptionalNames<S>]?: Of<S[Name]>;
};

const shapeOf = <Value>(schema: object): Shape<Value> => ({ schema: schema as JsonSchema });

const leaf =
  (type: string | readonly string[]) =>
  <Value>(description?: string): Shape<Value> =>
    shapeOf({ type, ...(description !== undefined && { description }) });

/** Shape of a text, or of the texts that the type names. */
export const text: <Value extends string = string>(description?: string) => Shape<Value> = leaf("string");

/** Shape of a number. */
export const number: (description?: string) => Shape<number> = leaf("number");

/** Shape of a boolean. */
export const flag: (description?: string) => Shape<boolean> = leaf("boolean");

/** Shape of a value of any of these JSON types. */
export const oneOf = <Value>(types: readonly string[], description?: string): Shape<Value> =>
  leaf(types)(description);

/** Shape of a value of any form. */
export const anything = <Value = unknown>(description: string): Shape<Value> => shapeOf({ description });

/** Adds a description for the designer and the manual. */
export const described = <Value>(description: string, { schema }: Shape<Value>): Shape<Value> =>
  shapeOf({ ...schema, description });

/** Shape of the value or null. */
export const orNull = <Value>({ schema }: Shape<Value>): Shape<Value | null> => {
  const { type, ...rest } = schema as { type: string | string[] };
  return shapeOf({ type: [type, "null"].flat(), ...rest });
};

/** Shape of a property that may be absent. */
export const optionally = <Value>(shape: Shape<Value>): OptionalShape<Value> => ({
  ...shape,
  isOptional: true,
});

/** Shape of a list. */
export const listOf = <Value>({ schema }: Shape<Value>): Shape<Value[]> =>
  shapeOf({ type: "array", items: schema });

const schemaOfObject = (shapes: Shapes): object => ({
  type: "object",
  properties: Object.fromEntries(Object.entries(shapes).map(([name, { schema }]) => [name, schema])),
});

/** Shape of an object of the connector, whose type follows from the shapes. */
export const objectOf = <S extends Shapes>(shapes: S): Shape<Properties<S>> =>
  shapeOf(schemaOfObject(shapes));

/** Shape of an object with any properties of the service's or the builder's. */
export const openObject = <Value extends object>(): Shape<Value> => shapeOf(schemaOfObject({}));

/** The service's properties. One without a description gets "As the service gives it". */
const ofService = (known: Shapes): Shapes =>
  Object.fromEntries(
    Object.entries(known).map(([name, { schema }]) => [
      name,
      shapeOf({ description: "As the service gives it", ...schema }),
    ]),
  );

/**
 * Shape of an object of the service with properties of the connector before its own. The type is the SDK's. Only
 * properties that steps are likely to read are named; a name that the SDK lacks does not compile.
 */
export const serviceObject =
  <Value extends object>() =>
  <Own extends Shapes = Record<never, never>>(
    known: { readonly [Name in keyof Value]?: Shape<unknown> },
    own?: Own,
  ): Shape<Properties<Own> & Value> =>
    shapeOf(schemaOfObject({ ...own, ...ofService(known as Shapes) }));

/** The output schema of an action with data of this shape. */
export const outputOf = ({ schema }: Shape<unknown>): ActionOutputSchema =>
  outputSchema({ type: "actionOutput", schema });

/** The output schema of an action with data of these shapes in its branches. */
export const outputOfBranches = (branches: Readonly<Record<string, Shape<unknown>>>): BranchingOutputSchema =>
  outputSchema({
    type: "branchingOutput",
    branchSchemas: Object.fromEntries(Object.entries(branches).map(([name, { schema }]) => [name, schema])),
  });

/** Shape of the properties that all of these shapes have, as the first describes them. */
export const commonShape = <Value>([first, ...others]: ReadonlyArray<Shape<Value>>): Shape<Value> =>
  shapeOf({
    type: "object",
    properties: Object.fromEntries(
      Object.entries(first?.schema.properties ?? {}).filter(([name]) =>
        others.every(({ schema }) => name in (schema.properties ?? {})),
      ),
    ),
  });

/**
 * Adds the shape of its data to a trigger, or to an action with branches, for the manual and the tests. The platform
 * has no schemas for triggers, and one for each branch, so the property is not enumerable: spectral copies those that
 * are.
 */
export const withOutput = <Part extends object, Data>(
  part: Part,
  output: Shape<Data>,
): Part & { readonly output: Shape<Data> } =>
  Object.defineProperty(part, "output", { value: output }) as Part & { output: Shape<Data> };
