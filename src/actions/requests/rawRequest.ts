import { headerText } from "../../client/answer/headers";
import { type Client, createClient } from "../../client/createClient";
import { resolveRawUrl } from "../../client/endpoint/rawAddress";
import { mostCustomHeaders } from "../../client/identity/gateway";
import { isSendableHeader, reservedHeaders, shownName } from "../../client/identity/gatewayKey";
import { bodyText } from "../../client/sending/checkAnswer";
import { refuse } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { rawRequestInputs } from "../../inputs/rawRequest";
import { declaredAction, type StepResult } from "../../output/declaredAction";
import { anything } from "../../output/shape";
import { rawBody } from "./rawBody";
import { textOf, textPairs } from "./rawText";

const label = "Raw Request";

const headersOf = (pairs: ReadonlyArray<readonly [string, unknown]>): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const lowerName = name.toLowerCase();
    const text = textOf("Header", value);
    if (reservedHeaders.test(lowerName)) refuse("Header", name, "Remove it: the connection sets it.");
    if (!isSendableHeader(lowerName, text))
      throw new Error(
        `Header: ${shownName(name)} is not accepted. Its name or value has a character that headers can't have.`,
      );
    headers[lowerName] = text;
  }
  return headers;
};

/** Headers that every client sends; the others are what Azure calls custom. */
const ordinaryHeaders = new Set(["accept", "content-type", "user-agent"]);

/** Refuses more custom headers than Azure takes, those of the connection counted. */
const checkHeaderCount = (client: Client, headers: Record<string, string>): void => {
  if (client.endpoint.api === "openai") return;
  const names = new Set([...client.extraHeaderNames, ...Object.keys(headers)]);
  const count = [...names].filter((name) => !ordinaryHeaders.has(name)).length;
  if (count <= mostCustomHeaders) return;
  refuse(
    "Header",
    `${count} headers`,
    `Azure takes ${mostCustomHeaders} custom headers at most, those of the connection counted: remove some.`,
  );
};

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
    const headers = headersOf(params.headers);
    checkHeaderCount(client, headers);
    const { body, contentType, model } = rawBody({ ...params, contentType: headers["content-type"] });
    const url = resolveRawUrl(client.endpoint, {
      method,
      url: params.url,
      query: textPairs("Query Parameter", params.queryParams),
      ...(model && { model }),
    });
    const answer = await client.request({
      method,
      url,
      headers: {
        accept: responseType === "json" ? "application/json" : "*/*",
        ...headers,
        // The boundary of a form is ours to name.
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
