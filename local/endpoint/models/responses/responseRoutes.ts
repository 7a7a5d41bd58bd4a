import { AimockBackend, type BackendAnswer } from "../../aimock/aimockBackend";
import type { Flavour } from "../../server/address";
import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import { responsesContentFilterError, standardError } from "../../server/errorShapes";
import { refuseMissing } from "../../server/refusals";
import { forbiddenWord } from "../chat/answerChat";
import { completeResponse, composeResponse, withResponseFormat } from "./composeResponse";

/** A request that aimock is going to serve. */
export interface ForwardedRequest {
  method: string;
  operation: string;
  /** With its question mark, without the api-version. */
  query: string;
  flavour: Flavour;
  /** The JSON body, if there is one. */
  body: Record<string, unknown> | undefined;
}

/** Paths that aimock serves in OpenAI's form, and the methods of each. */
const served: { path: RegExp; methods: string[] }[] = [
  { path: /^\/responses$/, methods: ["POST"] },
  { path: /^\/responses\/[^/]+$/, methods: ["GET", "DELETE"] },
  { path: /^\/fine_tuning\/jobs$/, methods: ["GET", "POST"] },
  { path: /^\/fine_tuning\/jobs\/[^/]+$/, methods: ["GET"] },
  { path: /^\/fine_tuning\/jobs\/[^/]+\/cancel$/, methods: ["POST"] },
  { path: /^\/fine_tuning\/jobs\/[^/]+\/events$/, methods: ["GET"] },
];

/** True when aimock (or what this front remembers of its answers) serves the operation. */
export const isServedByAimock = (method: string, operation: string): boolean =>
  served.some(({ path, methods }) => path.test(operation) && methods.includes(method));

/** aimock in the terms of either service: what Azure says differently is turned here, both ways. */
export class AimockFront {
  private readonly backend = new AimockBackend(composeResponse);
  private readonly responses = new Map<string, Record<string, unknown>>();

  async answer(request: ForwardedRequest): Promise<Answer> {
    const { method, operation, query, flavour } = request;
    const responseId = /^\/responses\/([^/]+)$/.exec(operation)?.[1];
    if (responseId !== undefined) return this.answerStoredResponse(method, responseId, flavour);
    const body = toOpenAITerms(request);
    if (operation === "/responses" && JSON.stringify(body ?? {}).includes(forbiddenWord)) {
      return jsonAnswer(responsesContentFilterError(), 400);
    }
    const answer = await this.backend.send({
      method,
      path: `/v1${operation}${query}`,
      ...(body === undefined
        ? {}
        : { contentType: "application/json", body: Buffer.from(JSON.stringify(body)) }),
    });
    if (answer.status >= 400) return refusalOf(answer, flavour);
    if (!answer.contentType.includes("json")) return passOn(answer);
    const parsed = JSON.parse(answer.body.toString()) as Record<string, unknown>;
    if (operation === "/responses") return this.answerResponse(parsed, request);
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
}

/** Azure has a field of its own for fine-tuning. */
const toOpenAITerms = ({
  operation,
  body,
  flavour,
}: ForwardedRequest): Record<string, unknown> | undefined => {
  if (body === undefined) return undefined;
  if (operation === "/responses") return withResponseFormat(body);
  if (operation !== "/fine_tuning/jobs" || flavour === "openai") return body;
  const { trainingType: _, ...rest } = body;
  return rest;
};

/** A fine-tuned model of Azure is named after its base and a number, not after an organization. */
const toAzureTerms = (parsed: Record<string, unknown>): Record<string, unknown> => {
  const jobs = Array.isArray(parsed["data"]) ? parsed["data"].filter(isRecord) : [parsed];
  for (const job of jobs) {
    if (typeof job["fine_tuned_model"] !== "string") continue;
    const digits = Buffer.from(String(job["id"])).toString("hex").slice(-16);
    job["fine_tuned_model"] = `${String(job["model"])}.ft-${digits}`;
  }
  return parsed;
};

const passOn = ({ status, contentType, body }: BackendAnswer): Answer => ({ status, contentType, body });

/** aimock leaves out `param` and `code`; clients of the service look for them. */
const refusalOf = (answer: BackendAnswer, flavour: Flavour): Answer => {
  if (!answer.contentType.includes("json")) return passOn(answer);
  const parsed: unknown = JSON.parse(answer.body.toString());
  const error = isRecord(parsed) ? parsed["error"] : undefined;
  const message = isRecord(error) ? String(error["message"]) : "The request was refused.";
  if (answer.status === 404) return refuseMissing(message, flavour);
  const param = /'([\w.]+)'/.exec(message)?.[1] ?? null;
  return jsonAnswer(standardError({ message, param, code: "invalid_value" }), answer.status);
};
