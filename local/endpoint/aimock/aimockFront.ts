import { type Answer, isRecord, jsonAnswer } from "../answer";
import { forbiddenWord } from "../chat/answerChat";
import { gatewayError, responsesContentFilterError, standardError } from "../errorShapes";
import type { Flavour } from "../route";
import { AimockBackend, type BackendAnswer } from "./aimockBackend";
import { type KnownBatch, rewriteBatchOutput } from "./batchOutput";
import { completeResponse, composeResponse, withResponseFormat } from "./composeResponse";

/** A request that aimock is going to serve. */
export interface ForwardedRequest {
  method: string;
  operation: string;
  /** With its question mark, without the api-version. */
  query: string;
  flavour: Flavour;
  contentType: string | undefined;
  bytes: Buffer;
  /** The JSON body; undefined for a form, which is passed on as it is. */
  body: Record<string, unknown> | undefined;
}

/** Paths that aimock serves in OpenAI's form, and the methods of each. */
const served: { path: RegExp; methods: string[] }[] = [
  { path: /^\/responses$/, methods: ["POST"] },
  { path: /^\/responses\/[^/]+$/, methods: ["GET", "DELETE"] },
  { path: /^\/files$/, methods: ["GET", "POST"] },
  { path: /^\/files\/[^/]+$/, methods: ["GET", "DELETE"] },
  { path: /^\/files\/[^/]+\/content$/, methods: ["GET"] },
  { path: /^\/batches$/, methods: ["GET", "POST"] },
  { path: /^\/batches\/[^/]+$/, methods: ["GET"] },
  { path: /^\/batches\/[^/]+\/cancel$/, methods: ["POST"] },
  { path: /^\/fine_tuning\/jobs$/, methods: ["GET", "POST"] },
  { path: /^\/fine_tuning\/jobs\/[^/]+$/, methods: ["GET"] },
  { path: /^\/fine_tuning\/jobs\/[^/]+\/cancel$/, methods: ["POST"] },
  { path: /^\/fine_tuning\/jobs\/[^/]+\/events$/, methods: ["GET"] },
];

/** True when aimock (or what this front remembers of its answers) serves the operation. */
export function isServedByAimock(method: string, operation: string): boolean {
  return served.some(({ path, methods }) => path.test(operation) && methods.includes(method));
}

/** aimock in the terms of either service: what Azure says differently is turned here, both ways. */
export class AimockFront {
  private readonly backend = new AimockBackend(composeResponse);
  private readonly batches = new Map<string, KnownBatch>();
  private readonly batchOfOutput = new Map<string, KnownBatch>();
  private readonly responses = new Map<string, Record<string, unknown>>();

  constructor(private readonly nowMs: () => number) {}

  async answer(request: ForwardedRequest): Promise<Answer> {
    const { method, operation, query, flavour, contentType, bytes } = request;
    const responseId = /^\/responses\/([^/]+)$/.exec(operation)?.[1];
    if (responseId !== undefined) return this.answerStoredResponse(method, responseId, flavour);
    const body = toOpenAITerms(request);
    if (operation === "/responses" && JSON.stringify(body ?? {}).includes(forbiddenWord)) {
      return jsonAnswer(responsesContentFilterError(), 400);
    }
    const answer = await this.backend.send({
      method,
      path: `/v1${operation}${query}`,
      contentType,
      body: body === undefined ? bytes : Buffer.from(JSON.stringify(body)),
    });
    if (answer.status >= 400) return refusalOf(answer, flavour);
    const fileId = /^\/files\/([^/]+)\/content$/.exec(operation)?.[1];
    if (fileId !== undefined) return this.answerContent(answer, fileId, flavour);
    if (!answer.contentType.includes("json")) return passOn(answer);
    const parsed = JSON.parse(answer.body.toString()) as Record<string, unknown>;
    if (operation === "/responses") return this.answerResponse(parsed, request);
    if (operation.startsWith("/batches")) return this.answerBatch(parsed, request);
    return jsonAnswer(flavour === "openai" ? parsed : toAzureTerms(parsed), answer.status);
  }

  close(): Promise<void> {
    return this.backend.close();
  }

  private answerResponse(
    response: Record<string, unknown>,
    { body = {}, flavour }: ForwardedRequest,
  ): Answer {
    const complete = completeResponse(response, body, flavour !== "openai");
    if (body["store"] !== false) this.responses.set(String(response["id"]), complete);
    return jsonAnswer(complete);
  }

  private answerStoredResponse(method: string, id: string, flavour: Flavour): Answer {
    const stored = this.responses.get(id);
    if (stored === undefined) {
      return refuseMissing(`Response with id '${id}' not found.`, flavour);
    }
    if (method === "GET") return jsonAnswer(stored);
    this.responses.delete(id);
    return jsonAnswer({ id, object: "response", deleted: true });
  }

  /** Azure repeats the endpoint as it was given, says "" for a file that is not there, and 201 on dated routes. */
  private answerBatch(
    parsed: Record<string, unknown>,
    { method, operation, body, flavour }: ForwardedRequest,
  ) {
    const isNew = method === "POST" && operation === "/batches";
    if (isNew) {
      const endpoint = String(body?.["endpoint"] ?? parsed["endpoint"]);
      this.batches.set(String(parsed["id"]), { endpoint, inputFileId: String(parsed["input_file_id"]) });
    }
    const listed = Array.isArray(parsed["data"]) ? parsed["data"].filter(isRecord) : [parsed];
    for (const batch of listed) {
      const known = this.batches.get(String(batch["id"]));
      if (known !== undefined && typeof batch["output_file_id"] === "string") {
        this.batchOfOutput.set(batch["output_file_id"], known);
      }
      if (flavour === "openai") continue;
      if (known !== undefined) batch["endpoint"] = known.endpoint;
      batch["output_file_id"] ??= "";
      batch["error_file_id"] ??= "";
    }
    return jsonAnswer(parsed, isNew && flavour === "azureDated" ? 201 : 200);
  }

  private async answerContent(answer: BackendAnswer, fileId: string, flavour: Flavour): Promise<Answer> {
    const batch = this.batchOfOutput.get(fileId);
    if (batch === undefined || !batch.endpoint.endsWith("/chat/completions")) return passOn(answer);
    const input = await this.backend.send({ method: "GET", path: `/v1/files/${batch.inputFileId}/content` });
    const body = await rewriteBatchOutput(answer.body, input.body, flavour, this.nowMs());
    return { status: 200, contentType: answer.contentType, body };
  }
}

/** Azure names batch endpoints without `/v1`, and has a field of its own for fine-tuning. */
function toOpenAITerms({ operation, body, flavour }: ForwardedRequest): Record<string, unknown> | undefined {
  if (body === undefined) return undefined;
  if (operation === "/responses") return withResponseFormat(body);
  if (operation === "/batches" && typeof body["endpoint"] === "string") {
    const { output_expires_after: _, ...rest } = body;
    return { ...rest, endpoint: body["endpoint"].replace(/^\/(?!v1\/)/, "/v1/") };
  }
  if (operation !== "/fine_tuning/jobs" || flavour === "openai") return body;
  const { trainingType: _, ...rest } = body;
  return rest;
}

/** A fine-tuned model of Azure is named after its base and a number, not after an organization. */
function toAzureTerms(parsed: Record<string, unknown>): Record<string, unknown> {
  const jobs = Array.isArray(parsed["data"]) ? parsed["data"].filter(isRecord) : [parsed];
  for (const job of jobs) {
    if (typeof job["fine_tuned_model"] !== "string") continue;
    const digits = Buffer.from(String(job["id"])).toString("hex").slice(-16);
    job["fine_tuned_model"] = `${String(job["model"])}.ft-${digits}`;
  }
  return parsed;
}

function passOn({ status, contentType, body }: BackendAnswer): Answer {
  return { status, contentType, body };
}

/** aimock leaves out `param` and `code`; clients of the service look for them. */
function refusalOf(answer: BackendAnswer, flavour: Flavour): Answer {
  if (!answer.contentType.includes("json")) return passOn(answer);
  const parsed: unknown = JSON.parse(answer.body.toString());
  const error = isRecord(parsed) ? parsed["error"] : undefined;
  const message = isRecord(error) ? String(error["message"]) : "The request was refused.";
  if (answer.status === 404) return refuseMissing(message, flavour);
  const param = /'([\w.]+)'/.exec(message)?.[1] ?? null;
  return jsonAnswer(standardError({ message, param, code: "invalid_value" }), answer.status);
}

function refuseMissing(message: string, flavour: Flavour): Answer {
  return flavour === "openai"
    ? jsonAnswer(standardError({ message, code: "not_found" }), 404)
    : jsonAnswer(gatewayError("ResourceNotFound", message), 404);
}
