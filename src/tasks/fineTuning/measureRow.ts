import { promptMessages } from "./messageTexts";
import type { RowFindings } from "./RowFindings";
import type { TokenMeter } from "./TokenMeter";
import type { TrainingMethod, TrainingRow } from "./trainingOptions";

/** What rows are measured by. */
interface Measure {
  meter: TokenMeter;
  mostTokens: number;
  rules: { method: TrainingMethod };
}

/** Tokens that a message has beside its texts (OpenAI's cookbook, "How to count tokens with tiktoken"). */
const tokensPerMessage = 3;

/**
 * Counts the tokens of a row, and finds it wrong where it has too many; where they are an estimate, someone should look.
 */
export const measureRow = async (
  row: TrainingRow,
  { prompt, answers }: { prompt: string; answers: readonly string[] },
  { meter, mostTokens, rules }: Measure,
  findings: RowFindings,
): Promise<{ prompt: number; answer: number }> => {
  const { tokens, isEstimate } = await meter.measure([prompt, ...answers], mostTokens);
  const [own = 0, ...counts] = tokens;
  const asked = own + tokensPerMessage * (promptMessages(row, rules.method).length + 1);
  const whole = asked + Math.max(0, ...counts);
  if (isEstimate) {
    if (whole > mostTokens)
      findings.note(
        `By an estimate it has more than ${mostTokens} tokens: the service may cut off the end of its answer.`,
      );
  } else if (asked >= mostTokens)
    findings.refuse(
      `Its prompt alone has ${mostTokens} tokens or more: the service would cut off all of its answer.`,
      `${asked} tokens`,
    );
  else if (whole > mostTokens)
    findings.refuse(
      `It has more than ${mostTokens} tokens: the service would cut off the end of its answer.`,
      `${whole} tokens`,
    );
  return { prompt: asked, answer: counts.reduce((sum, one) => sum + one, 0) };
};
