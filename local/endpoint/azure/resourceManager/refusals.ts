import { type Answer, jsonAnswer } from "../../server/answer";
import { controlPlaneError } from "../../server/errorShapes";

/** A refusal in Resource Manager's words. */
export const refuse = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer => jsonAnswer(controlPlaneError(code, message), status, headers);

/** A resource that is not in the group where it was looked for. */
export const refuseMissingResource = (type: string, name: string, group: string): Answer =>
  refuse(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
