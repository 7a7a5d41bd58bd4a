import type { JsonObject } from "../text/isObject";
import { described, listOf, type Of, objectOf, openObject, orNull, text } from "./shape";

/** Shape of the tools that a model asks for. */
export const toolCallsShape = described(
  "The tools that the model asks for, with their arguments; empty unless outcome is toolCall",
  listOf(
    objectOf({
      id: text("The id that the tool's result has to name"),
      name: text("The tool's name"),
      arguments: orNull(
        described("The arguments, parsed; null where they can't be read", openObject<JsonObject>()),
      ),
      arguments_text: text("The arguments as the model wrote them"),
      error: orNull(text("Why the arguments can't be read, or how they differ from the tool's parameters")),
    }),
  ),
);

/** One tool that a model asks for. */
export type ToolCall = Of<typeof toolCallsShape>[number];
