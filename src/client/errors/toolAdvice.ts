import { type AdviceContext, sentenceOf } from "./adviceContext";

/** Refusals of tools as vLLM, Ollama, OpenRouter, LiteLLM and old api-versions of Azure word them. */
const refusedTools: ReadonlyArray<readonly [words: RegExp, mend: string]> = [
  [
    /enable-auto-tool-choice|tool-call-parser/i,
    "The server runs without tool calls: have its operator start it with them, or leave the tools out.",
  ],
  [
    /does not support tools|\bsupport tool use\b|\bsupport the provided 'tool_choice'/i,
    "The model takes no tools or not this tool choice: enter another one, also under Fallback Models / Deployments, or leave the tools out.",
  ],
  [
    /UnsupportedParams[^[]{0,100}\[[^\]]{0,200}'tool_choice'/i,
    "The gateway refuses the tool choice, whatever its model takes: have its operator add it to allowed_openai_params of LiteLLM.",
  ],
  [
    /'\$\.tool_choice' is invalid/i,
    "Enter v1 or a later version as the connection's API Version: this one does not know the tool choice.",
  ],
];

/** Advice on a refusal of tools, which is no wrong path and no wrong input; undefined for any other. */
export const toolAdvice = (context: AdviceContext): string | undefined => {
  const { kind } = context.facts;
  if (kind !== "rejected" && kind !== "notFound") return undefined;
  return refusedTools.find(([words]) => words.test(sentenceOf(context)))?.[1];
};
