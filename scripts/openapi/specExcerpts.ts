import { createHash } from "node:crypto";
import { parse } from "yaml";
import { type OperationExcerpt, operationExcerpt } from "./operationExcerpt";
import { operations } from "./operations";
import { isObject, type JsonObject, SchemaExcerpt } from "./schemaExcerpt";

/** An excerpt of one file, and of which. */
interface FileExcerpt {
  source: { file: string; version: string; sha256: string };
  /** By method and path below the base URL, such as `post /chat/completions`. */
  operations: Record<string, OperationExcerpt>;
  $defs: JsonObject;
}

const deploymentSegment = "/deployments/{deployment-id}";

/** Reads an OpenAPI file, YAML or JSON. */
export const parseSpec = (name: string, bytes: Buffer): JsonObject => {
  const parsed: unknown = parse(bytes.toString("utf8"));
  if (!isObject(parsed)) throw new Error(`${name} holds no object.`);
  return parsed;
};

const readExcerpt = (file: string, bytes: Buffer, wanted: typeof operations): FileExcerpt => {
  const parsed = parseSpec(file, bytes);
  const { info, components } = parsed as { info: { version: string }; components: { schemas: JsonObject } };
  const schemas = new SchemaExcerpt(components.schemas);
  const found = wanted.flatMap(([method, path]) => {
    const excerpt =
      operationExcerpt(parsed, [method, path], schemas) ??
      operationExcerpt(parsed, [method, `${deploymentSegment}${path}`], schemas);
    return excerpt ? [[`${method} ${path}`, excerpt] as const] : [];
  });
  return {
    source: { file, version: info.version, sha256: createHash("sha256").update(bytes).digest("hex") },
    operations: Object.fromEntries(found),
    $defs: schemas.definitions,
  };
};

/** The excerpts of a service. Dated versions have the beginnings of the Responses API alone, and v1 is asked in their place. */
export const specExcerpts = (
  service: string,
  files: ReadonlyArray<readonly [name: string, bytes: Buffer]>,
): FileExcerpt[] => {
  let wanted = operations.filter(([, path]) => service !== "azureDated" || !path.startsWith("/responses"));
  return files.map(([name, bytes]) => {
    const excerpt = readExcerpt(name, bytes, wanted);
    wanted = wanted.filter(([method, path]) => !excerpt.operations[`${method} ${path}`]);
    return excerpt;
  });
};
