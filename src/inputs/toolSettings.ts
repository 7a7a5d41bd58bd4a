import { type ActionContext, input, structuredObjectInput } from "@prismatic-io/spectral";
import { refuseInput } from "../text/InputError";
import { checkTools, type ModelTool, readTools } from "../text/modelTool";
import { nearestNames } from "../text/nearestNames";
import { isEmpty } from "./cleaners";
import { choiceInput, nameInput } from "./kinds";
import { parseJson } from "./parseJson";
import { type SettingsOf, settingsOf } from "./settingsOf";
import { cleanFlowName, flowTool, toolFlowLabel } from "./toolFlow";

const label = "Tools (JSON)";
const example =
  '[{"name": "find_order", "description": "Find an order by its number", "parameters": {"type": "object", "properties": {"number": {"type": "string"}}, "required": ["number"]}}]';

/** Group of inputs for the tools that a model may ask for, the same for every action that offers some. */
export const toolSettings = structuredObjectInput({
  label: "Tools",
  comments: "Functions that the model may ask for; later steps run them.",
  inputs: {
    tools: input({
      label,
      type: "code",
      language: "json",
      required: false,
      comments:
        "A JSON list of functions, each with name, description and parameters (a JSON schema), or in the form of an API.",
      placeholder: "Enter a JSON list of tools",
      example,
      clean: (value: unknown): ModelTool[] | undefined =>
        isEmpty(value) ? undefined : readTools(label, parseJson(label, value, example, { entry: "tool" })),
    }),
    toolFlow: input({
      label: toolFlowLabel,
      type: "flow",
      required: false,
      comments: "A flow of the integration that is offered as a tool, with its invocation schema.",
      placeholder: "Choose a flow",
      example: "Find Order",
      clean: cleanFlowName,
    }),
    toolChoice: nameInput({
      label: "Tool Choice",
      comments: "Whether the model asks for a tool: auto, none, required, or a tool's name. Empty is auto.",
      placeholder: "Enter auto, none, required or a name",
      example: "required",
    }),
    parallelToolCalls: choiceInput({
      label: "Parallel Tool Calls",
      comments:
        "Whether the model may ask for several tools at once, whose arguments the service enforces less.",
      placeholder: "Choose whether",
      example: "false",
      choices: { true: "Several at Once", false: "One at a Time" },
    }),
  },
});

/** The tools of a step, and how the model is to use them. */
export interface OfferedTools {
  tools: readonly ModelTool[];
  /** auto, none, required, or a tool's name; undefined leaves it to the service. */
  choice: string | undefined;
  isParallel: boolean | undefined;
}

const words = ["auto", "none", "required"];

const readChoice = (
  given: string | undefined,
  tools: readonly ModelTool[],
  hasOthers: boolean,
): string | undefined => {
  const word = words.find((one) => one === given?.toLowerCase());
  if (given === undefined || (word !== undefined && (tools.length > 0 || hasOthers))) return word;
  if (word === "auto" || word === "none") return undefined;
  const { label: choiceLabel } = toolSettings.inputs.toolChoice;
  if (tools.length === 0)
    return refuseInput(
      choiceLabel,
      `it is ${given}, and there is no tool.`,
      `Enter ${label}, or leave it empty.`,
    );
  const names = tools.flatMap(({ name }) => name ?? []);
  if (names.includes(given)) return given;
  const near = nearestNames(given, names)[0];
  return refuseInput(
    choiceLabel,
    `no tool has the name ${given}.`,
    `Enter auto, none, required or ${near ?? names.join(", ")}.`,
  );
};

/**
 * The tools that a step offers: those of its list, and its flow.
 * @param hasOthers - true where the step offers tools of other inputs as well
 * @throws InputError with the input's label for tools that don't go together, or a choice of a tool that there is not.
 */
export const offeredTools = (
  group: SettingsOf<typeof toolSettings>,
  flowSchemas: ActionContext["flowSchemas"] | undefined,
  hasOthers = false,
): OfferedTools => {
  const { tools: listed = [], toolFlow, toolChoice, parallelToolCalls } = settingsOf(toolSettings, group);
  const tools = toolFlow === undefined ? listed : [...listed, flowTool(toolFlow, flowSchemas)];
  if (tools.length > 0) checkTools(label, tools);
  return {
    tools,
    choice: readChoice(toolChoice, tools, hasOthers),
    isParallel: parallelToolCalls === undefined ? undefined : parallelToolCalls === "true",
  };
};
