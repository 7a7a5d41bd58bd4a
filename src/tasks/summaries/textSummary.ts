import type { ChatCompletion } from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import type { ModelPurpose } from "../../client/endpoint/modelChoice";
import type { ModelAnswer } from "../../client/fallback/fallback";
import type { ChatSettings } from "../../inputs/sampling";
import { firstAnswer } from "../../text/firstAnswer";
import type { TextPart } from "../../text/splitText";
import type { SummaryRequest } from "../../text/summaryInstructions";
import { withoutThoughts } from "../../text/withoutThoughts";

/** The task of a step that summarizes a text. */
export interface SummaryTask {
  client: Client;
  model: string | undefined;
  purpose: ModelPurpose;
  request: SummaryRequest;
  /** Most tokens of the text in one request. */
  tokensPerPart: number;
  /** Fields of the requests. The limit on length applies to the final answer alone. */
  settings: ChatSettings;
  concurrency?: number | undefined;
  /** True divides the parts among all deployments of the step. */
  spread?: boolean | undefined;
  /** Called with every answer, to add up tokens. */
  onAnswer(answer: ModelAnswer<ChatCompletion>): void;
}

/** The result of one part of a text. */
export interface PartSummary extends TextPart {
  /** The summary; null when there is none. */
  summary: string | null;
  /** Why there is no summary, or why it is incomplete; undefined also when there was no time. */
  error?: unknown;
}

/** True for a part with a complete summary. */
export const isWhole = ({ summary, error }: PartSummary): boolean => summary !== null && error === undefined;

/** A text's summary, and how it was made. */
export interface TextSummary {
  summary: string;
  /** The answer with the summary; undefined when the parts' summaries could not be merged. */
  final?: ModelAnswer<ChatCompletion> | undefined;
  /** Tokens of the text, where counted. */
  tokens?: number | undefined;
  /** Present when the text was split. */
  split?: SplitReport | undefined;
  /** Why parts are missing, and when to try again; null when none is. */
  warning?: string | null;
}

/** How a split text was summarized. */
interface SplitReport {
  parts: PartSummary[];
  /** Number of rounds of merging. */
  rounds: number;
  /** Why the parts' summaries could not be merged. */
  error?: unknown;
}

/** The text of a completion, without the thoughts that some models write first. */
export const textOf = (completion: ChatCompletion): string =>
  withoutThoughts(firstAnswer(completion).text ?? "");
