import { isObject, type JsonObject, type SchemaExcerpt } from "./schemaExcerpt";

/** What an OpenAPI file says of one operation, as far as requests and answers are checked by it. */
export interface OperationExcerpt {
  /** Schemas by the names of query parameters; those that have to be there. */
  query: Record<string, unknown>;
  requiredQuery: string[];
  /** Schemas by content type. */
  request?: Record<string, unknown>;
  /** Schemas by status, or `default`, and content type. */
  responses: Record<string, Record<string, unknown>>;
}

const objectIn = (parent: JsonObject, ...names: string[]): JsonObject => {
  let value: unknown = parent;
  for (const name of names) value = isObject(value) ? value[name] : undefined;
  return isObject(value) ? value : {};
};

const followed = (file: JsonObject, value: unknown): JsonObject => {
  const reference = isObject(value) ? value["$ref"] : undefined;
  if (typeof reference !== "string") return isObject(value) ? value : {};
  return followed(file, objectIn(file, ...reference.split("/").slice(1)));
};

const contentOf = (body: JsonObject, schemas: SchemaExcerpt): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(objectIn(body, "content")).map(([type, entry]) => [
      type,
      schemas.take(objectIn(entry as JsonObject, "schema")),
    ]),
  );

/** One operation of an OpenAPI file; undefined when the file has none at this path. */
export const operationExcerpt = (
  file: JsonObject,
  [method, path]: readonly [method: string, path: string],
  schemas: SchemaExcerpt,
): OperationExcerpt | undefined => {
  const item = objectIn(file, "paths", path);
  const operation = item[method];
  if (!isObject(operation)) return undefined;
  const parameters = [item["parameters"], operation["parameters"]]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((parameter) => followed(file, parameter))
    .filter((parameter) => parameter["in"] === "query");
  const request = contentOf(followed(file, operation["requestBody"]), schemas);
  return {
    query: Object.fromEntries(parameters.map(({ name, schema }) => [String(name), schemas.take(schema)])),
    requiredQuery: parameters.filter(({ required }) => required === true).map(({ name }) => String(name)),
    ...(Object.keys(request).length > 0 && { request }),
    responses: Object.fromEntries(
      Object.entries(objectIn(operation, "responses")).map(([status, response]) => [
        status,
        contentOf(followed(file, response), schemas),
      ]),
    ),
  };
};
