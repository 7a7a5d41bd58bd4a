/** The field of a request for each input. */
type FieldNames = Readonly<Record<string, string>>;

type Fields<Params, Names extends FieldNames> = {
  [Input in keyof Names & keyof Params as Names[Input]]?: Exclude<Params[Input], undefined>;
};

/** The request's fields from the inputs that are filled in; empty inputs are not sent. */
export const requestFields = <Params extends object, const Names extends FieldNames>(
  params: Params,
  names: Names,
): Fields<Params, Names> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([input, field]) => {
      const value = (params as Readonly<Record<string, unknown>>)[input];
      return value === undefined ? [] : [[field, value]];
    }),
  ) as Fields<Params, Names>;
