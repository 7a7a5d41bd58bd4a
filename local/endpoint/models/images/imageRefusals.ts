import { type Answer, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";

/** 400 of the image models themselves, whose type is their own. */
export const refuseImage = (message: string, code: string, param: string | null = null): Answer =>
  jsonAnswer(standardError({ message, type: "image_generation_user_error", param, code }), 400);

/** OpenAI's refusal of a prompt or an image by its safety system, which names the categories in the sentence alone. */
export const refuseUnsafe = (categories: readonly string[]): Answer =>
  refuseImage(
    `Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com. safety_violations=[${categories.join(", ")}].`,
    "moderation_blocked",
    "",
  );

/** A deployment in the path and a model in the body: the body's is looked up as a model's name. */
export const refuseNamedTwice = (model: unknown): Answer =>
  refuseImage(`The model '${String(model)}' does not exist.`, "invalid_value", "model");
