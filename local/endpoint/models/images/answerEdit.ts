import type { Answer } from "../../server/answer";
import type { RouteRequest } from "../../server/route";
import { answerDrawn } from "./answerDrawn";
import { drawEdit } from "./drawEdit";
import { refuseImage } from "./imageRefusals";
import { readEdit } from "./readEdit";
import { readImageRequest } from "./readImageRequest";

/** Tokens of an image that is read. */
const imageTokens = 323;

/** All fields of a form are texts, also those that are numbers. */
const withNumbers = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name === "n" ? Number(value) : value]),
  );

/** Few models take this field, and refuse it even where it is empty. */
const refuseFidelity = (fidelity: unknown, model: string): Answer | undefined => {
  if (fidelity === undefined) return undefined;
  const refuse = (message: string): Answer => refuseImage(message, "invalid_input_fidelity_model");
  if (/^gpt-image-2/.test(model))
    return refuse(`The model '${model}' does not support the 'input_fidelity' parameter.`);
  return /mini/.test(model) && fidelity === "high"
    ? refuse("input_fidelity 'high' is only supported for model gpt-model-1")
    : undefined;
};

/** POST images/edits. */
export const answerEdit = async (
  { body, form, api, model, runs }: RouteRequest,
  nowMs: number,
): Promise<Answer> => {
  const request = readImageRequest(withNumbers(body), api, model);
  if ("status" in request) return request;
  const images = readEdit(form);
  if ("status" in images) return images;
  const refused = refuseFidelity(body["input_fidelity"], runs);
  if (refused !== undefined) return refused;
  const isSized = body["size"] !== undefined && body["size"] !== "auto";
  const drawn = { ...request, ...(isSized ? {} : images.size) };
  const { prompt, width, height } = drawn;
  const format = request.format === "jpeg" ? "jpeg" : "png";
  return answerDrawn(drawn, { api, nowMs, imageTokens: images.count * imageTokens }, (index) =>
    drawEdit({ images, prompt, index, width, height, format }),
  );
};
