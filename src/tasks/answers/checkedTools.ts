import type { Client } from "../../client/createClient";
import { type AnswerCheck, createAnswerCheck } from "../../text/answerCheck";
import { type FunctionTool, isFunctionTool, type ModelTool } from "../../text/modelTool";

/** A tool with the check of its arguments; without one for a tool that takes text. */
export interface CheckedTool {
  needsArguments: boolean;
  check: AnswerCheck | undefined;
}

/** The tools that were offered, by their names. */
export type CheckedTools = ReadonlyMap<string, CheckedTool>;

const requiresSomething = ({ full }: FunctionTool): boolean =>
  Array.isArray(full["required"]) && full["required"].length > 0;

/**
 * Makes the checks of the arguments of tools, before anything is sent.
 * @throws InputError with the label for a schema that can't be followed.
 */
export const checkedTools = async (label: string, tools: readonly ModelTool[]): Promise<CheckedTools> =>
  new Map(
    await Promise.all(
      tools.map(
        async (tool): Promise<[string, CheckedTool]> => [
          tool.name ?? tool.type,
          isFunctionTool(tool)
            ? { needsArguments: requiresSomething(tool), check: await createAnswerCheck(label, tool.full) }
            : { needsArguments: false, check: undefined },
        ],
      ),
    ),
  );

/** Logs which tools the service can't enforce the arguments of, and why. */
export const tellLoose = (
  { logger, action }: Pick<Client, "logger" | "action">,
  tools: readonly ModelTool[],
): void => {
  for (const tool of tools)
    if (isFunctionTool(tool) && tool.unenforced !== undefined)
      logger.info(
        `${action}: the service can't enforce the arguments of the tool ${tool.name}, since ${tool.unenforced}. They are checked when it is called.`,
      );
};
