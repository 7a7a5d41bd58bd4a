import { addNote, isOwnError } from "../../../client/errors/errors";
import { filledText } from "../../../output/jobFields";
import { durationInWords } from "../../../text/durationInWords";
import { isCutOff } from "../../deployments/looks";
import { askTestRows } from "./askTestRows";
import { removeTrained } from "./deployTrained";
import { isTried } from "./evaluationWish";
import { type FineTuneRun, type Rest, runsUndeployed, type Stage } from "./fineTuneRun";
import {
  type KeptEvaluation,
  keepEvaluation,
  readEvaluation,
  type Side,
  sides,
  type TrialTerms,
  type TriedRow,
} from "./keptEvaluation";
import { stopFor, waitFor } from "./rests";
import { digestOf } from "./runMarker";
import { scoreAnswers } from "./scoreAnswers";
import { summarizeEvaluation } from "./summarizeEvaluation";
import type { TestRow } from "./testRow";
import { methodOf, readTestRows } from "./testRows";

/** An evaluation under way. */
interface Trial extends KeptEvaluation {
  rows: TestRow[];
  digest: string;
  terms: TrialTerms;
  /** What the service keeps of it. */
  kept: string;
}

/** A longer wait is told before. */
const longMs = 5 * 60_000;
const mostAtOnce = 8;

/** The trial of the model, with what former runs know of it; undefined where none is asked for. */
const openTrial = async (run: FineTuneRun): Promise<Trial | Rest | undefined> => {
  const { client, wish, found, warnings } = run;
  const { evaluation } = wish;
  if (!isTried(evaluation)) return undefined;
  if (runsUndeployed(run)) evaluation.compareWith ??= filledText(found.job?.model) ?? undefined;
  if (evaluation.compareWith === undefined)
    warnings.add(
      "The answers were compared with no other model: enter under Compare With a deployment of the base model.",
    );
  const rows = await readTestRows(run);
  if (rows === undefined || rows.length === 0)
    return stopFor(
      "The evaluation has no test rows: enter a Test Share (%), Test Records or Records, or choose no evaluation.",
    );
  const systems = new Set(rows.map(({ systemMessage }) => systemMessage));
  if (systems.size === 1) found.systemMessage ??= rows[0]?.systemMessage ?? null;
  const { by, judgeModel, rubric, compareWith } = evaluation;
  // Answers count whoever scores them.
  const digest = digestOf(rows, found.model);
  const terms = { scoring: digestOf(by, judgeModel, rubric), compareWith };
  const known = await readEvaluation(client, digest, terms);
  return { rows, ...known, digest, terms, kept: JSON.stringify([...known.tried]) };
};

/** Ends an evaluation: the deployment of a model that did not pass is removed, since it costs by the hour. */
const conclude = async (run: FineTuneRun, { rows, tried }: Trial): Promise<Rest | undefined> => {
  const { found, wish, warnings } = run;
  const summary = summarizeEvaluation(rows, tried, wish.evaluation);
  if (!summary) return undefined;
  found.evaluation = summary;
  const problems = rows.flatMap(({ line }) => {
    const { problem, otherProblem } = tried.get(line) ?? {};
    return problem ?? otherProblem ?? [];
  });
  if (problems.length > 0)
    warnings.add(
      `The judge can't score what was answered to ${problems.length} of ${rows.length} test rows, which counts as 0. ${problems[0]}`,
    );
  if (summary.passed) return undefined;
  const rest = wish.evaluation.keepDeployment ? undefined : await removeTrained(run);
  return rest ?? stopFor(`${summary.reason} The model is ${found.model}.`);
};

/** Takes the evaluation that former runs finished: a model that did not pass is not deployed again. */
export const recallEvaluation: Stage = async (run) => {
  const trial = await openTrial(run);
  if (!trial) return undefined;
  return "waitsFor" in trial ? trial : conclude(run, trial);
};

/** How many calls may be under way at once, by the deployment's limit; a slow one is told. */
const concurrencyFor = ({ found, warnings }: FineTuneRun, rows: number): number => {
  const perMinute = found.deployment?.summary.requestsPerMinute ?? null;
  if (perMinute === null || perMinute <= 0) return mostAtOnce;
  const neededMs = (rows / perMinute) * 60_000;
  if (neededMs > longMs)
    warnings.add(
      `The deployment takes ${perMinute} requests a minute, so that ${rows} test rows take about ${durationInWords(neededMs)}: a larger Capacity is faster.`,
    );
  return Math.max(1, Math.min(mostAtOnce, perMinute));
};

/** Keeps what was answered and scored since it was kept last: who stops or fails behind it has not paid in vain. */
const keep = async ({ client, wish, warnings }: FineTuneRun, trial: Trial): Promise<void> => {
  const { digest, tried, terms } = trial;
  const now = JSON.stringify([...tried]);
  if (now === trial.kept) return;
  trial.kept = now;
  const { expiresAfterSeconds } = wish;
  const problem = await keepEvaluation(client, digest, trial, { terms, expiresAfterSeconds });
  if (problem !== undefined) warnings.add(problem);
};

/** Names the input of the model that can't be asked. */
const askedAs = async <Result>(label: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (isOwnError(error) && !isCutOff(error)) addNote(error, `It was asked for as ${label}.`);
    throw error;
  }
};

/** Asks what is not answered yet, and scores what is not scored; the reason where something is left. */
const tryRows = async (
  run: FineTuneRun,
  trial: Trial,
  { model, label }: { model: string; label: string },
  [answerName, scoreName, problemName]: Side,
): Promise<string | null> => {
  const { rows, tried } = trial;
  const put = ({ line }: TestRow, fields: Partial<TriedRow>) =>
    void tried.set(line, { ...tried.get(line), line, ...fields });
  const unasked = rows.filter(({ line }) => tried.get(line)?.[answerName] === undefined);
  const asked = await askedAs(label, () =>
    askTestRows(run, unasked, {
      model,
      concurrency: concurrencyFor(run, unasked.length),
      // Of a model to compare with nobody knows whether it takes one.
      hasTemperature: answerName === "answer" && methodOf(run) !== "reinforcement",
      hasAnswers: unasked.length < rows.length,
    }),
  );
  for (const [place, answer] of asked.answers) put(unasked[place] as TestRow, { [answerName]: answer });
  if (run.wish.evaluation.by === "judge") await keep(run, trial);
  const unscored = rows.flatMap((row) => {
    const { [answerName]: answer, [scoreName]: score } = tried.get(row.line) ?? {};
    return answer !== undefined && score === undefined ? [{ row, answer }] : [];
  });
  const hasScores = [...tried.values()].some(
    ({ [answerName]: answer, [scoreName]: score }) => answer && score !== undefined,
  );
  const { scores, warning } = await askedAs("Judge Model", () => scoreAnswers(run, unscored, hasScores));
  for (const [place, scored] of scores.entries()) {
    if (!scored) continue;
    const { score, problem } = scored;
    put((unscored[place] as { row: TestRow }).row, { [scoreName]: score, [problemName]: problem });
  }
  return asked.warning ?? warning;
};

/** Tries the model and the one to compare with; the reason where something is left. */
const tryBoth = async (run: FineTuneRun, trial: Trial): Promise<string | null> => {
  const { deploymentName, compareWith } = { ...run.wish.deployment, ...run.wish.evaluation };
  const trained = runsUndeployed(run) ? run.found.model : deploymentName;
  if (trained === undefined) return "The model has no name yet.";
  try {
    const own = await tryRows(run, trial, { model: trained, label: "the trained model" }, sides.own);
    if (compareWith === undefined) return own;
    const compared = { model: compareWith, label: "Compare With" };
    const other = await tryRows(run, trial, compared, sides.other);
    return own ?? other;
  } finally {
    await keep(run, trial);
  }
};

/** Tries the model with the test rows, keeps what was answered, and goes on when it passes. */
export const evaluateTrained: Stage = async (run) => {
  if (run.found.evaluation) return undefined;
  const trial = await openTrial(run);
  if (!trial) return undefined;
  if ("waitsFor" in trial) return trial;
  const left = await tryBoth(run, trial);
  const rest = await conclude(run, trial);
  if (rest || run.found.evaluation) return rest;
  const { rows, tried } = trial;
  const done = rows.filter(({ line }) => tried.get(line)?.score !== undefined).length;
  return waitFor(
    [`The test rows are answered: ${done} of ${rows.length} are scored.`, left].filter(Boolean).join(" "),
  );
};
