import type { ChatCompletion } from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import type { ModelPurpose } from "../../client/endpoint/modelChoice";
import type { ModelAnswer } from "../../client/fallback/fallback";
import type { ChatSettings } from "../../inputs/sampling";
import { firstAnswer } from "../../text/firstAnswer";
import type { TextPart } from "../../text/splitText";
import type { SummaryRequest } from "../../text/summaryInstructions";
import { withoutThoughts } from "../../text/withoutThoughts";

/** A step that summarizes a text. */
export interface SummaryTask {
  client: Client;
  model: string | undefined;
  purpose: ModelPurpose;
  request: SummaryRequest;
  /** Tokens of the text that go into one request, at most. */
  tokensPerPart: number;
  /** Fields of every request; the greatest length is that of the final answer alone. */
  settings: ChatSettings;
  concurrency?: number | undefined;
  /** Told every answer, for the tokens to be added up. */
  onAnswer(answer: ModelAnswer<ChatCompletion>): void;
}

/** What became of one part of a text. */
export interface PartSummary extends TextPart {
  /** Null when the part could not be summarized. */
  summary: string | null;
  /** Why not, or why the summary is not whole; undefined also when there was no time. */
  error?: unknown;
}

/** True for a part whose whole summary is there. */
export const isWhole = ({ summary, error }: PartSummary): boolean => summary !== null && error === undefined;

/** A text's summary, and how it was come by. */
export interface TextSummary {
  summary: string;
  /** The request that wrote the summary; undefined when the summaries of the parts could not be merged. */
  final?: ModelAnswer<ChatCompletion> | undefined;
  /** Tokens of the text, where they were counted. */
  tokens?: number | undefined;
  /** Present when the text was split. */
  split?: SplitReport | undefined;
  /** Why parts are left out, and when to try again; null when none is. */
  warning?: string | null;
}

/** How a long text was summarized. */
interface SplitReport {
  parts: PartSummary[];
  /** How often summaries were merged, one round behind the other. */
  rounds: number;
  /** Why the summaries could not be merged. */
  error?: unknown;
}

/** The text of a completion, without the thoughts that some models write before it. */
export const textOf = (completion: ChatCompletion): string =>
  withoutThoughts(firstAnswer(completion).text ?? "");
