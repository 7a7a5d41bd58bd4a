import type { DeploymentStore } from "../../catalogue/deploymentStore";
import { isRecord } from "../../server/answer";
import { hasByteOrderMark, linePlacesOf, parseLine } from "../files/fileLines";
import type { StoredFile } from "../files/fileStore";
import type { Batch } from "./batch";
import { operationOf } from "./batchEndpoints";
import type { InputFindings } from "./findings";

/** What a batch may ask for. */
interface InputLimits {
  /** Default: the limit of the service. */
  maximumLines: number | undefined;
  /** What lines may ask for, such as `/chat/completions`. */
  operations: readonly string[];
  deployments: DeploymentStore;
}

const mostErrors = 100;

/** Looks through an input file as the service does before it runs anything. */
export const validateInput = (
  stored: StoredFile | undefined,
  batch: Batch,
  limits: InputLimits,
): InputFindings => {
  const file = stored?.bytes ?? Buffer.alloc(0);
  const lines = linePlacesOf(file);
  const findings: InputFindings = { errors: [], file, lines, model: undefined };
  const isOpenAI = batch.api === "openai";
  const most = limits.maximumLines ?? (isOpenAI ? 50_000 : 100_000);
  const add = (code: string, message: string, param: string | null = null, line: number | null = null) =>
    void findings.errors.push({ code, message, param, line });
  if (stored === undefined) {
    add("invalid_request", `The input file '${batch.inputFileId}' was not found.`, "input_file_id");
  } else if (stored.purpose !== "batch") {
    const message = `The input file has the purpose '${stored.purpose}', where 'batch' was expected.`;
    add("invalid_request", message, "input_file_id");
  } else if (hasByteOrderMark(file)) {
    // Azure reads no model out of such a file, and does not say why.
    if (isOpenAI) add("invalid_json_line", "This line is not parseable as valid JSON.", null, 1);
    else add("invalid_request", "The deployment name couldn't be extracted from the input file.");
  } else if (lines.length === 0) {
    add("empty_file", "The input file is empty. Please ensure that the batch contains at least one line.");
  } else if (lines.length > most) {
    add("too_many_tasks", `The input file has ${lines.length} lines, where ${most} are allowed.`);
  } else {
    validateLines(findings, batch, limits);
  }
  return findings;
};

const validateLines = (
  findings: InputFindings,
  batch: Batch,
  { operations, deployments }: InputLimits,
): void => {
  const { errors, file, lines } = findings;
  const seen = new Set<string>();
  const isDeployed = (name: string) =>
    !["unknown", "retired"].includes(deployments.lookUp(name, batch.api).state);
  for (const [index, place] of lines.entries()) {
    if (errors.length >= mostErrors) return;
    const line = parseLine(file, place);
    const add = (code: string, message: string, param: string | null) =>
      void errors.push({ code, message, param, line: index + 1 });
    if (!isRecord(line)) {
      add("invalid_json_line", "This line is not parseable as valid JSON.", null);
      continue;
    }
    const { custom_id: customId, method, url, body } = line;
    if (typeof customId !== "string" || customId === "") {
      add("invalid_request", "Missing required parameter: 'custom_id'.", "custom_id");
    } else if (seen.has(customId)) {
      add("duplicate_custom_id", `The custom_id '${customId}' stands in another line, too.`, "custom_id");
    } else seen.add(customId);
    if (method !== "POST") add("invalid_request", "Invalid 'method': expected 'POST'.", "method");
    if (typeof url !== "string" || operationOf(url, batch.api, operations) !== batch.operation) {
      add("url_mismatch", `The url of this line does not match the endpoint '${batch.endpoint}'.`, "url");
    }
    if (!isRecord(body)) {
      add("invalid_request", "Missing required parameter: 'body'.", "body");
      continue;
    }
    validateModel(findings, body["model"], isDeployed, add);
  }
};

const validateModel = (
  findings: InputFindings,
  model: unknown,
  isDeployed: (name: string) => boolean,
  add: (code: string, message: string, param: string) => void,
): void => {
  if (typeof model !== "string" || model === "") {
    add("invalid_request", "Missing required parameter: 'body.model'.", "body.model");
    return;
  }
  findings.model ??= model;
  if (findings.model !== model) {
    add("model_mismatch", "The model of this line is not the model of the lines before it.", "body.model");
  } else if (!isDeployed(model)) {
    add("model_not_found", `The model or deployment '${model}' was not found.`, "body.model");
  }
};
