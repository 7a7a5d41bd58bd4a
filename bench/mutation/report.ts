import type { Verdict } from "./judgeMutant";
import { placeOf } from "./mutant";
import { mutationScore } from "./mutationScore";

/** A text on one line, cut where it is long. */
const onLine = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
};

/** One line that says where a mutant is, what it changes and what became of it. */
export const describeVerdict = ({ mutant, fate, by, unasked }: Verdict): string => {
  const change = `${mutant.kind}: ${onLine(mutant.original)} → ${onLine(mutant.replacement)}`;
  const more = fate === "survived" && unasked > 0 ? ` (${unasked} test files were not asked)` : "";
  return `${fate} ${placeOf(mutant)} ${change}${by ? ` (${onLine(by)})` : more}`;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The score of what was judged, and the mutants that nothing noticed. */
export const summarize = (verdicts: readonly Verdict[], all: number): { text: string; share: number } => {
  const count = (fate: Verdict["fate"]): number => verdicts.filter((verdict) => verdict.fate === fate).length;
  const noticed = count("killed") + count("endless");
  const { share, least, most } = mutationScore(noticed, verdicts.length, all);
  const unnoticed = verdicts
    .filter(({ fate }) => fate === "survived" || fate === "uncovered")
    .sort((left, right) => left.mutant.file.localeCompare(right.mutant.file));
  const text = [
    ...unnoticed.map(describeVerdict),
    "",
    `${percent(share)} noticed (95 % interval ${percent(least)} to ${percent(most)}): ${verdicts.length} judged of ${all},`,
    `${count("killed")} killed, ${count("endless")} endless, ${count("survived")} survived, ${count("uncovered")} passed by no test.`,
  ].join("\n");
  return { text, share };
};
