import { type ActionOutputSchema, outputSchema } from "@prismatic-io/spectral";

/** A JSON schema as the platform takes it for a step's output. */
type JsonSchema = ActionOutputSchema["schema"];

declare const valueType: unique symbol;

/** The form of a value, said once: what the designer is told of it, and its TypeScript type. */
export interface Shape<Value> {
  readonly schema: JsonSchema;
  /** For the compiler alone. */
  readonly [valueType]?: Value;
}

/** A shape of a property that may be absent. */
interface OptionalShape<Value> extends Shape<Value> {
  readonly isOptional: true;
}

/** The type that a shape stands for. */
export type Of<S> = S extends Shape<infer Value> ? Value : never;

type Shapes = Readonly<Record<string, Shape<unknown>>>;

type OptionalNames<S> = { [Name in keyof S]: S[Name] extends OptionalShape<unknown> ? Name : never }[keyof S];

/** The type of an object with properties of these shapes. */
type Properties<S> = { [Name in Exclude<keyof S, OptionalNames<S>>]: Of<S[Name]> } & {
  [Name in OptionalNames<S>]?: Of<S[Name]>;
};

const shapeOf = <Value>(schema: object): Shape<Value> => ({ schema: schema as JsonSchema });

const leaf =
  (type: string | readonly string[]) =>
  <Value>(description?: string): Shape<Value> =>
    shapeOf({ type, ...(description !== undefined && { description }) });

/** A text, or one of the texts that the type names. */
export const text: <Value extends string = string>(description?: string) => Shape<Value> = leaf("string");

/** A number. */
export const number: (description?: string) => Shape<number> = leaf("number");

/** True or false. */
export const flag: (description?: string) => Shape<boolean> = leaf("boolean");

/** A value of any of these types of JSON. */
export const oneOf = <Value>(types: readonly string[], description?: string): Shape<Value> =>
  leaf(types)(description);

/** A value of any form. */
export const anything = <Value = unknown>(description: string): Shape<Value> => shapeOf({ description });

/** The shape, with what the designer and the manual say of the value. */
export const described = <Value>(description: string, { schema }: Shape<Value>): Shape<Value> =>
  shapeOf({ ...schema, description });

/** The value, or null in its place. */
export const orNull = <Value>({ schema }: Shape<Value>): Shape<Value | null> => {
  const { type, ...rest } = schema as { type: string | string[] };
  return shapeOf({ type: [type, "null"].flat(), ...rest });
};

/** The value, or nothing at all. */
export const optionally = <Value>(shape: Shape<Value>): OptionalShape<Value> => ({
  ...shape,
  isOptional: true,
});

/** A list. */
export const listOf = <Value>({ schema }: Shape<Value>): Shape<Value[]> =>
  shapeOf({ type: "array", items: schema });

const schemaOfObject = (shapes: Shapes): object => ({
  type: "object",
  properties: Object.fromEntries(Object.entries(shapes).map(([name, { schema }]) => [name, schema])),
});

/** An object of the connector, whose type follows from its shapes. */
export const objectOf = <S extends Shapes>(shapes: S): Shape<Properties<S>> =>
  shapeOf(schemaOfObject(shapes));

/** An object with whatever properties the service or a builder gives it. */
export const openObject = <Value extends object>(): Shape<Value> => shapeOf(schemaOfObject({}));

/** The service's properties; one without a description gets "As the service gives it". */
const ofService = (known: Shapes): Shapes =>
  Object.fromEntries(
    Object.entries(known).map(([name, { schema }]) => [
      name,
      shapeOf({ description: "As the service gives it", ...schema }),
    ]),
  );

/**
 * An object of the service, whose type is the SDK's, with properties of the connector before it. Only properties that
 * steps are likely to read are named; a name that the SDK does not know does not compile.
 */
export const serviceObject =
  <Value extends object>() =>
  <Own extends Shapes = Record<never, never>>(
    known: { readonly [Name in keyof Value]?: Shape<unknown> },
    own?: Own,
  ): Shape<Properties<Own> & Value> =>
    shapeOf(schemaOfObject({ ...own, ...ofService(known as Shapes) }));

/** The output schema of an action with such data. */
export const outputOf = ({ schema }: Shape<unknown>): ActionOutputSchema =>
  outputSchema({ type: "actionOutput", schema });

/**
 * A trigger with the shape of what it hands to the flow, for the manual and the tests. The platform knows none for
 * triggers and is not shown it: spectral copies what can be enumerated.
 */
export const withOutput = <Trigger extends object, Data>(
  trigger: Trigger,
  output: Shape<Data>,
): Trigger & { readonly output: Shape<Data> } =>
  Object.defineProperty(trigger, "output", { value: output }) as Trigger & { output: Shape<Data> };
