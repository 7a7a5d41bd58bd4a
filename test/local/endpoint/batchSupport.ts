import type { LocalEndpoint } from "../../../local/endpoint";
import { call, resourcePaths, uploadTo } from "./support";

/** One of the ways to a batch. */
export type Service = keyof typeof resourcePaths;

/** A line of an input file. */
export const line = (id: string, content: string, fields: Record<string, unknown> = {}) =>
  JSON.stringify({
    custom_id: id,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "my-batch", messages: [{ role: "user", content }] },
    ...fields,
  });

/** Lines that ask for the number in their id. */
export const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => line(`id-${index}`, `What is ${index} + 0?`)).join("\n");

/** Uploads an input file and asks for its batch. */
export const createBatch = async (
  endpoint: LocalEndpoint,
  input: string,
  fields: Record<string, unknown> = {},
  service: Service = "azureV1",
) => {
  const file = await uploadTo(endpoint, input, { purpose: "batch" }, service);
  return call(endpoint, resourcePaths[service]("/batches"), {
    ...{ input_file_id: file.body.id, endpoint: "/v1/chat/completions", completion_window: "24h" },
    ...fields,
  });
};

/** Looks at a batch. */
export const getBatch = async (endpoint: LocalEndpoint, id: string, service: Service = "azureV1") =>
  (await call(endpoint, resourcePaths[service](`/batches/${id}`))).body;
