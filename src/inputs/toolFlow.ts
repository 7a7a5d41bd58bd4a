import type { ActionContext } from "@prismatic-io/spectral";
import { refuseInput } from "../text/InputError";
import { fieldsOf, isObject } from "../text/isObject";
import { type FunctionTool, functionTool } from "../text/modelTool";
import { cleanName } from "./cleaners";

/** The label of the input for a flow that is offered as a tool. */
export const toolFlowLabel = "Flow as a Tool";

/** Cleans the name of a flow; undefined for none. */
export const cleanFlowName = cleanName(toolFlowLabel, "Choose a flow.");

const longestName = 64;

/** A flow's name as the name of a tool: its letters and digits, joined by underscores. */
const toolNameOf = (flow: string): string =>
  flow
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
    .join("_")
    .toLowerCase()
    .slice(0, longestName) || "flow";

/**
 * A flow of the integration as a tool, whose parameters are its invocation schema.
 * @throws InputError with the label for a flow without such a schema.
 */
export const flowTool = (flow: string, schemas: ActionContext["flowSchemas"] | undefined): FunctionTool => {
  const schema: unknown = Object.hasOwn(fieldsOf(schemas), flow)
    ? fieldsOf(schemas?.[flow])["invoke"]
    : undefined;
  if (!isObject(schema))
    return refuseInput(
      toolFlowLabel,
      `the flow ${flow} has no invocation schema.`,
      "Give it one in the settings of its trigger, or describe the tool in JSON.",
    );
  const { title, $comment, ...parameters } = schema;
  const description = [$comment, title].find((one) => typeof one === "string" && one !== "");
  return functionTool(toolFlowLabel, {
    name: toolNameOf(flow),
    description: description ?? `Runs the flow ${flow}`,
    parameters,
  });
};
