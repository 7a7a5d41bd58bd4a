import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type OperationExcerpt, operationExcerpt } from "./openapi/operationExcerpt";
import { isObject, type JsonObject, SchemaExcerpt } from "./openapi/schemaExcerpt";

/*
 * Writes what the services' OpenAPI files say of the operations that the connector uses to test/fixtures/openapi.
 * Usage: npx tsx scripts/excerptSpecs.ts <folder with the files>
 */

/** The files of each service; a later one is asked for what the ones before it lack. */
const services: Readonly<Record<string, readonly string[]>> = {
  azureV1: ["azure-openai-v1.json", "azure-openai-v1-preview.json"],
  azureDated: ["azure-openai-2025-03-01-preview.json"],
  openai: ["openai.yaml"],
};

const operations: ReadonlyArray<readonly [method: string, path: string]> = [
  ["post", "/chat/completions"],
  ["post", "/responses"],
  ["get", "/responses/{response_id}"],
  ["delete", "/responses/{response_id}"],
  ["post", "/responses/{response_id}/cancel"],
  ["get", "/responses/{response_id}/input_items"],
  ["post", "/images/generations"],
  ["post", "/images/edits"],
  ["post", "/audio/speech"],
  ["post", "/audio/transcriptions"],
  ["post", "/audio/translations"],
  ["post", "/embeddings"],
  ["post", "/moderations"],
  ["get", "/models"],
  ["delete", "/models/{model}"],
  ["get", "/files"],
  ["post", "/files"],
  ["get", "/files/{file_id}"],
  ["delete", "/files/{file_id}"],
  ["get", "/files/{file_id}/content"],
  ["get", "/batches"],
  ["post", "/batches"],
  ["get", "/batches/{batch_id}"],
  ["post", "/batches/{batch_id}/cancel"],
  ["get", "/fine_tuning/jobs"],
  ["post", "/fine_tuning/jobs"],
  ["get", "/fine_tuning/jobs/{fine_tuning_job_id}"],
  ["post", "/fine_tuning/jobs/{fine_tuning_job_id}/cancel"],
  ["post", "/fine_tuning/jobs/{fine_tuning_job_id}/pause"],
  ["post", "/fine_tuning/jobs/{fine_tuning_job_id}/resume"],
  ["get", "/fine_tuning/jobs/{fine_tuning_job_id}/events"],
  ["get", "/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints"],
  ["post", "/fine_tuning/alpha/graders/validate"],
  ["get", "/vector_stores"],
  ["post", "/vector_stores"],
  ["get", "/vector_stores/{vector_store_id}"],
  ["delete", "/vector_stores/{vector_store_id}"],
  ["get", "/vector_stores/{vector_store_id}/files"],
  ["get", "/vector_stores/{vector_store_id}/files/{file_id}"],
  ["delete", "/vector_stores/{vector_store_id}/files/{file_id}"],
  ["post", "/vector_stores/{vector_store_id}/file_batches"],
  ["get", "/vector_stores/{vector_store_id}/file_batches/{batch_id}"],
  ["get", "/vector_stores/{vector_store_id}/file_batches/{batch_id}/files"],
  ["post", "/vector_stores/{vector_store_id}/search"],
];

/** An excerpt of one file, and of which. */
interface FileExcerpt {
  source: { file: string; version: string; sha256: string };
  /** By method and path below the base URL, such as `post /chat/completions`. */
  operations: Record<string, OperationExcerpt>;
  $defs: JsonObject;
}

const deploymentSegment = "/deployments/{deployment-id}";

const readExcerpt = (folder: string, file: string, wanted: typeof operations): FileExcerpt => {
  const bytes = readFileSync(join(folder, file));
  const parsed: unknown = parse(bytes.toString("utf8"));
  if (!isObject(parsed)) throw new Error(`${file} holds no object.`);
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
const excerptsOf = (service: string, folder: string, files: readonly string[]): FileExcerpt[] => {
  let wanted = operations.filter(([, path]) => service !== "azureDated" || !path.startsWith("/responses"));
  return files.map((file) => {
    const excerpt = readExcerpt(folder, file, wanted);
    wanted = wanted.filter(([method, path]) => !excerpt.operations[`${method} ${path}`]);
    return excerpt;
  });
};

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder with the OpenAPI files.");
const target = join(__dirname, "../test/fixtures/openapi");
mkdirSync(target, { recursive: true });
for (const [service, files] of Object.entries(services)) {
  const text = JSON.stringify(excerptsOf(service, folder, files));
  writeFileSync(join(target, `${service}.json`), `${text}\n`);
  console.log(`${service}: ${text.length.toLocaleString("en")} characters`);
}
