import type { Api } from "./address";
import { type Answer, jsonAnswer } from "./answer";
import { gatewayError, standardError } from "./errorShapes";

/** 404 for an unknown id, in the shape of the api. */
export const refuseMissing = (message: string, api: Api): Answer =>
  api === "openai"
    ? jsonAnswer(standardError({ message, code: "not_found" }), 404)
    : jsonAnswer(gatewayError("ResourceNotFound", message), 404);

/** 400 that names the field. */
export const refuseField = (param: string, message: string, code = "invalid_value"): Answer =>
  jsonAnswer(standardError({ message, param, code }), 400);

/** 400 for a required field that is not there. */
export const refuseAbsent = (param: string): Answer =>
  refuseField(param, `Missing required parameter: '${param}'.`, "missing_required_parameter");

/** 400 for a body that should have been a form. */
export const refuseForm = (): Answer => {
  const message = "The body could not be read: a form (multipart/form-data) was expected.";
  return jsonAnswer(standardError({ message }), 400);
};
