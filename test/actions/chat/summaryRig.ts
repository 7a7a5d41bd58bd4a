import type { SummaryOutput } from "../../../src/actions/texts/summary";
import { chatAnswer } from "../../support/answers";
import { run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { type ReceivedRequest, type ScriptEntry, sendAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

/** What a model was asked for a summary of a text, or of a part of it. */
export interface Asked {
  instructions: string;
  text: string;
}

const askedIn = ({ body }: ReceivedRequest): Asked => {
  const { messages } = JSON.parse(body) as { messages: Array<{ content: string }> };
  return { instructions: messages[0]?.content ?? "", text: messages[1]?.content ?? "" };
};

/** Which part was asked for, from 1; 0 is none. */
export const partOf = ({ instructions }: Asked): number =>
  Number(/part (\d+) of/.exec(instructions)?.[1] ?? 0);

/** Answers parts by their number, everything else with "All of it." */
export const answering =
  (other: (one: Asked) => ReturnType<typeof chatAnswer> | undefined = () => undefined): ScriptEntry =>
  (request, response) => {
    const one = askedIn(request);
    const part = partOf(one);
    sendAnswer(response, other(one) ?? chatAnswer(part > 0 ? `Summary ${part}.` : "All of it."));
  };

/** A numbered paragraph of about 150 tokens. */
export const paragraph = (index: number): string =>
  `${index}. ${"The harbor is closed on Mondays, and ships wait outside. ".repeat(12).trim()}\n\n`;

/** A text of so many paragraphs. */
export const textOf = (paragraphs: number): string =>
  Array.from({ length: paragraphs }, (_, index) => paragraph(index)).join("");

/** A server and a clock for each test, and steps that ask that server. */
export const useSummaries = () => {
  const server = useServer();
  const clock = useTestClock();
  const asked = (): Asked[] => server.requests.map(askedIn);
  return {
    server,
    clock,
    asked,
    /** What was asked of parts, in their order. */
    partsAsked: (): Asked[] =>
      asked()
        .filter((one) => partOf(one) > 0)
        .sort((left, right) => partOf(left) - partOf(right)),
    summarize: async (textToSummarize: string, params: Record<string, unknown> = {}) => {
      const connection = connectionTo(server.url);
      const splitting = { tokensPerPart: "1000" };
      const fields = { connection, model: "m", textToSummarize, splitting, ...params };
      return (await run("summarizeText", fields)).data as SummaryOutput;
    },
  };
};
