import type { Body, FindMends } from "./mend";
import { isUnsupported } from "./refusalWords";

const hasTools = ({ tools }: Body): boolean => Array.isArray(tools) && tools.length > 0;

/** True for a refusal of tools beside reasoning, which names an effort also where none was sent. */
export const isToolsBesideReasoning = (sentence: string): boolean =>
  /\btools? with reasoning_effort\b/i.test(sentence) && isUnsupported(sentence);

/** Mends of tools beside reasoning: no reasoning. Where the Responses API may be asked, which takes both, it is. */
export const mendToolEffort: FindMends = ({ sentence }, { sent, mayGoOver, deployment }) => {
  if (!isToolsBesideReasoning(sentence) || mayGoOver || !hasTools(sent) || !("messages" in sent)) return [];
  return [
    {
      about: "effort beside tools",
      apply: (body) =>
        hasTools(body) && body["reasoning_effort"] !== "none"
          ? {
              body: { ...body, reasoning_effort: "none" },
              sentence: `Reasoning Effort was sent as none, since ${deployment} takes no tools beside reasoning.`,
            }
          : undefined,
    },
  ];
};
