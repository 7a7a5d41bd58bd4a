import { headerText } from "../../client/answer/headers";
import { createClient } from "../../client/createClient";
import { resolveRawUrl } from "../../client/endpoint/rawAddress";
import { bodyText } from "../../client/sending/checkAnswer";
import { connection } from "../../inputs/connection";
import { declaredAction, type StepResult } from "../../output/declaredAction";
import { anything } from "../../output/shape";
import { rawBody } from "./rawBody";
import { checkHeaderCount, rawHeaders } from "./rawHeaders";
import { rawRequestInputs } from "./rawRequestInputs";
import { textPairs } from "./rawText";

const label = "Raw Request";

const mayBeEmpty = new Set(["DELETE", "HEAD", "OPTIONS", "PUT"]);

const exampleModels = {
  object: "list",
  data: [{ id: "gpt-5.4", object: "model", created: 1_772_668_800, owned_by: "system" }],
};

/** Sends any request to the connection's service. */
export const rawRequest = declaredAction({
  label,
  description: "Send a raw HTTP request to Azure OpenAI or OpenAI",
  inputs: { connection, ...rawRequestInputs },
  effect: "changes",
  perform: async (context, params): Promise<StepResult<unknown>> => {
    const { method, responseType } = params;
    const client = createClient(context, {
      action: label,
      connection: params.connection,
      requestOptions: params,
      logBodies: params.debugRequest,
      isRaw: true,
    });
    const headers = rawHeaders(params.headers);
    checkHeaderCount(client, headers);
    const { body, contentType, model } = rawBody({ ...params, contentType: headers["content-type"] });
    const url = resolveRawUrl(client.endpoint, {
      method,
      url: params.url,
      query: textPairs("Query Parameters", params.queryParams),
      ...(model && { model }),
    });
    const answer = await client.request({
      method,
      url,
      headers: {
        accept: responseType === "json" ? "application/json" : "*/*",
        ...headers,
        // The connector sets the type of a form, because it chooses the boundary.
        ...(contentType && { "content-type": contentType }),
      },
      body,
      expects: responseType,
      mayBeEmpty: mayBeEmpty.has(method),
    });
    if (responseType === "binary") {
      return {
        data: answer.body,
        contentType: headerText(answer.headers, "content-type") ?? "application/octet-stream",
      };
    }
    if (responseType === "text") return { data: bodyText(answer.body) };
    return { data: answer.json ? answer.json.value : null };
  },
  output: anything("What the service answered: parsed JSON, text, or a file"),
  example: { data: exampleModels } as StepResult<unknown>,
});
