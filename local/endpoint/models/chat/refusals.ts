import { standardError } from "../../server/errorShapes";

/** A refusal of the request body: the status and a body of shape A or B. */
export interface ChatRefusal {
  status: number;
  body: unknown;
}

/** A refusal of shape A for a parameter that is not there. */
export const missing = (param: string): ChatRefusal =>
  invalid(param, "missing_required_parameter", `Missing required parameter: '${param}'.`);

/** A refusal of shape A that names the parameter. */
export const invalid = (param: string, code: string | null, message: string): ChatRefusal => ({
  status: 400,
  body: standardError({ message, param, code }),
});
