import type { ActionContext, ActionInputParameters } from "@prismatic-io/spectral";
import type { Client } from "../../client/createClient";
import { attachments } from "../../inputs/attachments";
import { userPrompt } from "../../inputs/messages";
import { optional } from "../../inputs/optional";
import { refuseIdle } from "../../inputs/rivalInputs";
import { modelSettings } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { offeredTools, toolSettings } from "../../inputs/toolSettings";
import type { ResponseQuestion } from "../../tasks/responses/askResponse";
import { checkAzureLacks } from "../../tasks/responses/azureLacks";
import { checkItems, type PlacedItem } from "../../tasks/responses/checkItems";
import { hasSealed, withoutKept } from "../../tasks/responses/keptReasoning";
import { refuseInput } from "../../text/InputError";
import type { JsonObject } from "../../text/isObject";
import type { createResponseInputs } from "./createResponseInputs";
import { hostedToolFields } from "./hostedToolFields";
import { hostedTools } from "./hostedTools";
import { background, inputItems, previousResponseId, toolResults } from "./responseInputs";
import { responseSettingFields, responseSettings } from "./responseSettings";

type Params = ActionInputParameters<typeof createResponseInputs>;

/** The least limit that the service takes. */
const leastOutputTokens = 16;

/** Tells that a limit was raised to the least that there is. */
const outputLimit = (limit: number | undefined, { warnings }: Client): number | undefined => {
  if (limit === undefined || limit >= leastOutputTokens) return limit;
  warnings.add(
    `Max Output Tokens is ${limit}; the service takes ${leastOutputTokens} at least, which were sent.`,
  );
  return leastOutputTokens;
};

const settingFields = (params: Params, client: Client) => {
  const { maxOutputTokens, reasoningEffort, seed, verbosity } = settingsOf(
    modelSettings,
    params.modelSettings,
  );
  const { summary, ...settings } = responseSettingFields(params.responseSettings);
  if (seed !== undefined) client.warnings.add("Seed was left out: the Responses API has none.");
  const reasoning = { ...optional("effort", reasoningEffort), ...optional("summary", summary) };
  return {
    ...settings,
    ...optional("instructions", params.systemPrompt),
    ...optional("previous_response_id", params.previousResponseId),
    ...optional("max_output_tokens", outputLimit(maxOutputTokens, client)),
    ...(Object.keys(reasoning).length > 0 && { reasoning }),
    ...(verbosity !== undefined && { text: { verbosity } }),
    ...(params.background && { background: true }),
  };
};

type SettingFields = ReturnType<typeof settingFields>;

/** Refuses settings that exclude each other, by the labels of both. */
const checkRivals = (params: Params, { conversation, store }: SettingFields): void => {
  if (settingsOf(modelSettings, params.modelSettings).apiMode === "chat")
    refuseInput(
      modelSettings.inputs.apiMode.label,
      "it is Chat Completions, and this action asks the Responses API.",
      "Choose Automatic, or use Create Chat Completion.",
    );
  const { conversationId, store: storeInput } = responseSettings.inputs;
  if (params.previousResponseId !== undefined)
    refuseIdle([conversationId.label, conversation], `so is ${previousResponseId.label}`);
  if (store === false && params.background)
    refuseInput(
      background.label,
      `it is true, and ${storeInput.label} is Not at All.`,
      "The service has to keep what it works on.",
    );
  if (params.fallbackConnection && (params.previousResponseId ?? conversation) !== undefined)
    refuseInput(
      "Fallback Connection",
      "it is filled in, and the conversation is kept by one resource alone.",
      `Leave it empty, or give the conversation as ${inputItems.label}.`,
    );
};

/** The results of calls, each in the form of its call: those of a tool that takes text have their own. */
const resultItems = ({ inputItems: items = [], toolResults: results }: Params): JsonObject[] => {
  const ofText = new Set(
    items.filter(({ type }) => type === "custom_tool_call").map(({ call_id: id }) => id),
  );
  return results.map(([id, output]) => ({
    type: ofText.has(id) ? "custom_tool_call_output" : "function_call_output",
    call_id: id,
    output,
  }));
};

/** The user's message; its files stand behind the text. */
const userMessage = async (
  params: Params,
  hasInterpreter: boolean,
  isAzure: boolean,
): Promise<JsonObject[]> => {
  const { files = [], imageDetail } = settingsOf(attachments, params.attachments);
  const { userPrompt: prompt } = params;
  if (files.length === 0)
    return prompt === undefined ? [] : [{ type: "message", role: "user", content: prompt }];
  if (hasInterpreter && isAzure && files.some(({ kind }) => kind === "pdf"))
    refuseInput(
      attachments.label,
      `a PDF can't be opened together with ${hostedTools.inputs.codeInterpreter.label} on Azure.`,
      `Upload it (purpose Assistants), and enter its id under ${hostedTools.inputs.interpreterFileIds.label}.`,
    );
  const { responseFileParts } = await import("../../tasks/answers/fileParts");
  const text = prompt === undefined ? [] : [{ type: "input_text", text: prompt }];
  return [{ type: "message", role: "user", content: [...text, ...responseFileParts(files, imageDetail)] }];
};

/** The items of the request, checked by their places. */
const placedItems = (params: Params, approvals: ReadonlyArray<readonly [string, boolean]>): PlacedItem[] => [
  ...(params.inputItems ?? []).map((item, index) => ({
    item,
    label: inputItems.label,
    place: `item ${index + 1}`,
  })),
  ...resultItems(params).map((item, index) => ({
    item,
    label: toolResults.label.value,
    place: `result ${index + 1}`,
  })),
  ...approvals.map(([id, approve], index) => ({
    item: { type: "mcp_approval_response", approval_request_id: id, approve },
    label: hostedTools.inputs.approvals.label.value,
    place: `answer ${index + 1}`,
  })),
];

const hasFallback = ({ fallbackModels, fallbackConnection }: Params): boolean =>
  (fallbackModels ?? []).length > 0 || fallbackConnection !== undefined;

/** The items as this request can carry them: what nothing keeps, and what a fallback can't read, is left out. */
const carriedItems = (
  items: JsonObject[],
  params: Params,
  isStored: boolean,
  { warnings }: Client,
): JsonObject[] => {
  const canRead = !hasFallback(params);
  // Another resource has none of the items.
  const isKept = isStored && params.fallbackConnection === undefined;
  if (isKept && (canRead || !hasSealed(items))) return items;
  const { items: carried, warning } = withoutKept(items, canRead);
  if (warning !== undefined) warnings.add(warning);
  return carried;
};

/**
 * What a model is asked by the inputs of Create Response.
 * @throws InputError with the label of the input that does not fit the others, or that the service lacks.
 */
export const responseQuestion = async (
  client: Client,
  params: Params,
  { flowSchemas }: Pick<ActionContext, "flowSchemas">,
): Promise<ResponseQuestion> => {
  const { stop = [], extraParameters = {} } = settingsOf(modelSettings, params.modelSettings);
  const isAzure = client.endpoint.api !== "openai";
  const { tools: listed = [] } = settingsOf(toolSettings, params.toolSettings);
  const hosted = hostedToolFields(params.hostedTools, isAzure, new Set(listed.map(({ type }) => type)));
  const offered = offeredTools(params.toolSettings, flowSchemas, hosted.tools.length > 0);
  const fields = settingFields(params, client);
  checkRivals(params, fields);
  const placed = placedItems(params, hosted.approvals);
  const {
    previous_response_id: previous,
    conversation,
    store,
  }: JsonObject = { ...fields, ...extraParameters };
  checkItems(placed, (previous ?? conversation ?? null) !== null);
  const asked = await userMessage(params, hosted.hasInterpreter, isAzure);
  const items = placed.map(({ item }) => ({ ...item }));
  if (items.length + asked.length === 0)
    refuseInput(userPrompt.label, `it is empty, and so is ${inputItems.label}.`, "Enter one of them.");
  if (isAzure) {
    const tools = [...hosted.tools, ...offered.tools.map((tool) => ("given" in tool ? tool.given : tool))];
    for (const warning of checkAzureLacks({ ...fields, tools }, extraParameters))
      client.warnings.add(warning);
  }
  return {
    model: params.model,
    items: [...carriedItems(items, params, store !== false, client), ...asked],
    fields,
    hostedTools: hosted.tools,
    headers: hosted.headers,
    answerForm: params.answerForm,
    offered,
    extras: extraParameters,
    stop,
  };
};
