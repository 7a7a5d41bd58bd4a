import type { AttemptColumns } from "./AttemptColumns";
import { attemptState } from "./attemptState";
import { type Histogram, histogramOf } from "./histogram";

/** How long answers took, and how many tokens they used. */
export interface AnswerMeasures {
  durations: Histogram | undefined;
  tokens: Histogram | undefined;
}

/** The histograms of the attempts that were answered. */
export const answerMeasures = ({ startMs, endMs, state, tokens, length }: AttemptColumns): AnswerMeasures => {
  const durations = new Float64Array(length).fill(Number.NaN);
  const used = new Float64Array(length).fill(Number.NaN);
  for (let place = 0; place < length; place += 1) {
    if (state.at(place) !== attemptState.answered) continue;
    durations[place] = endMs.at(place) - startMs.at(place);
    used[place] = tokens.at(place);
  }
  return { durations: histogramOf(durations), tokens: histogramOf(used) };
};
