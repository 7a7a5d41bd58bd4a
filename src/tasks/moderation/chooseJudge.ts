import type { Client } from "../../client/createClient";
import type { UsageCounter } from "../../output/usage";
import { refuseInput } from "../../text/InputError";
import type { ModerationSource } from "../../text/moderation/categories";
import type { Thresholds } from "../../text/moderation/verdict";
import { filterJudge } from "./filterJudge";
import type { Judge } from "./judge";
import { openAIJudge } from "./openAIJudge";
import { safetyJudge } from "./safetyJudge";

/** What the judge of a step is chosen by. */
export interface JudgeChoice {
  /** Label of the input that `by` comes from. */
  label: string;
  by: ModerationSource | "automatic";
  model: string | undefined;
  thresholds: Thresholds;
  usage: UsageCounter;
}

/**
 * The judge of a step. Without a choice, it is the Content Safety resource that the connection names, else OpenAI's
 * moderation or the content filter, whichever the connection's service has.
 * @throws InputError with the label where the connection lacks the judge; ConnectionError for a field of Content Safety.
 */
export const chooseJudge = async (
  client: Client,
  { label, by, model, thresholds, usage }: JudgeChoice,
): Promise<Judge> => {
  const { api, host } = client.endpoint;
  const safety = by === "automatic" || by === "contentSafety" ? await client.contentSafety() : undefined;
  if (safety) return safetyJudge(safety, thresholds);
  if (by === "contentSafety")
    return refuseInput(
      label,
      "it is Content Safety, and the connection names no such resource.",
      "Enter Content Safety Endpoint in the connection.",
    );
  if (by === "openai" && api !== "openai")
    return refuseInput(label, "it is OpenAI Moderation, which Azure lacks.", "Choose Automatic.");
  if (by === "contentFilter" && host === "openai")
    return refuseInput(label, "it is the content filter, which OpenAI lacks.", "Choose Automatic.");
  return by === "openai" || (by === "automatic" && api === "openai")
    ? openAIJudge(client.action, model, thresholds)
    : filterJudge(model, usage, thresholds);
};
