import { fieldsOf } from "../../../text/isObject";

/** A parameter that a refusal names, and what is said of it. */
export interface NamedParameter {
  /** The name on the wire, such as `temperature` or `reasoning.effort`. */
  name: string;
  /** The service's sentence. */
  sentence: string;
}

/** Reads the parameters that a refusal names out of its body. */
export const readNamedParameters = (body: unknown): NamedParameter[] => {
  const { param, message } = fieldsOf(fieldsOf(body)["error"]);
  return typeof param === "string" && typeof message === "string" ? [{ name: param, sentence: message }] : [];
};
