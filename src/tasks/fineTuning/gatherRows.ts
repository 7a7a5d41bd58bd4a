import { createHash } from "node:crypto";
import { shown } from "../../inputs/cleaners";
import type { DataRecord } from "../../inputs/records";
import type { NextTurn } from "../../pacing/turns";
import { fieldValue } from "../../text/fieldValue";
import { fieldsOf } from "../../text/isObject";
import { jsonText } from "../../text/plainValue";
import { checkRow, type RowRules } from "./checkRow";
import { comparableText } from "./comparableText";
import { DataHints } from "./DataHints";
import { promptMessages, rowTexts } from "./messageTexts";
import { RowFindings } from "./RowFindings";
import { type MadeRow, readTrainingRow } from "./readTrainingRow";
import type { RecordSource } from "./recordSource";
import type { TokenMeter } from "./TokenMeter";
import type { TrainingReport } from "./TrainingReport";
import type { ShapeRow, TrainingRow } from "./trainingOptions";

/** What is needed to go through rows. */
interface Gathering {
  sources: readonly RecordSource[];
  shape: ShapeRow;
  rules: RowRules;
  mostTokens: number;
  keepsDuplicates: boolean;
  groupField: string | undefined;
  meter: TokenMeter;
  report: TrainingReport;
  nextTurn: NextTurn;
}

type Whole = Exclude<MadeRow, { reason: string }>;

/** Tokens that a message has beside its texts (OpenAI's cookbook, "How to count tokens with tiktoken"). */
const tokensPerMessage = 3;

const keyOf = (text: string): string => createHash("sha1").update(text).digest("base64");

/** Rows that are right, in their order: where each is read again, and what is known of it. */
export class GatheredRows {
  /** Which of the sources each row is in, and its place there. */
  readonly sources: number[] = [];
  readonly indexes: number[] = [];
  readonly promptKeys: string[] = [];
  readonly groupKeys: Array<string | undefined> = [];
  readonly promptTokens: number[] = [];
  readonly answerTokens: number[] = [];
  readonly hints: DataHints;
  total = 0;
  duplicates = 0;
  imageRows = 0;
  /** True when a row has parts whose tokens nobody counts. */
  hasUncountedParts = false;
  /** The system's message of all rows; undefined where they have none, or different ones. */
  systemMessage: string | undefined;
  private extraFields: string | undefined;
  private readonly rowKeys = new Set<string>();
  private readonly likeKeys = new Set<string>();
  private readonly promptSources = new Map<string, number>();
  private readonly groupSources = new Map<string, number>();

  constructor(private readonly given: Gathering) {
    this.hints = new DataHints(given.rules.method);
  }

  get count(): number {
    return this.indexes.length;
  }

  /** Rows of the first source, which stand in front. */
  get ownCount(): number {
    const others = this.sources.findIndex((source) => source !== 0);
    return others < 0 ? this.count : others;
  }

  /** Takes the next record of a source. */
  async take(source: number, index: number): Promise<void> {
    const { sources, shape, report } = this.given;
    const { label } = sources[source] as RecordSource;
    this.total += 1;
    const made = readTrainingRow(sources[source] as RecordSource, index, shape);
    if ("reason" in made) {
      report.refuse(label, index + 1, [made]);
      return;
    }
    const findings = new RowFindings();
    const images = checkRow(made.row, made.line, this.given.rules, findings);
    const { prompt, answers, uncountedParts } = rowTexts(made.row, this.given.rules.method);
    const tokens = await this.measure(made.row, [prompt, ...answers], findings);
    const promptKey = keyOf(comparableText(prompt));
    const groupKey = this.groupOf(made.record);
    this.checkLeaks(source, promptKey, groupKey, findings);
    const wrong = findings.wrong.map(({ reason, place }) => ({ reason, detail: place }));
    if (wrong.length > 0) {
      report.refuse(label, index + 1, wrong);
      return;
    }
    if (this.isCopy(made.line, promptKey, answers, label, index)) return;
    this.noteOddities(made, findings, label, index);
    this.promptSources.set(promptKey, source);
    if (groupKey !== undefined) this.groupSources.set(groupKey, source);
    this.noteSystemMessage(made.row);
    this.hints.add({ prompt, answer: answers.join("\n") });
    this.sources.push(source);
    this.indexes.push(index);
    this.promptKeys.push(promptKey);
    this.groupKeys.push(groupKey);
    this.promptTokens.push(tokens.prompt);
    this.answerTokens.push(tokens.answer);
    if (images > 0) this.imageRows += 1;
    if (uncountedParts > 0) this.hasUncountedParts = true;
  }

  private async measure(
    row: TrainingRow,
    texts: readonly string[],
    findings: RowFindings,
  ): Promise<{ prompt: number; answer: number }> {
    const { mostTokens, meter, rules } = this.given;
    const [prompt = 0, ...answers] = await meter.measure(texts, mostTokens);
    const asked = prompt + tokensPerMessage * (promptMessages(row, rules.method).length + 1);
    const longest = Math.max(0, ...answers);
    if (asked >= mostTokens)
      findings.refuse(
        `Its prompt alone has ${mostTokens} tokens or more: the service would cut off all of its answer.`,
        `${asked} tokens`,
      );
    else if (asked + longest > mostTokens)
      findings.refuse(
        `It has more than ${mostTokens} tokens: the service would cut off the end of its answer.`,
        `${asked + longest} tokens`,
      );
    return { prompt: asked, answer: answers.reduce((sum, one) => sum + one, 0) };
  }

  private groupOf(record: DataRecord): string | undefined {
    const { groupField } = this.given;
    const value = groupField === undefined ? undefined : fieldValue(record, groupField);
    if (value === undefined || value === null || value === "") return undefined;
    return keyOf(typeof value === "object" ? jsonText(value) : String(value).trim());
  }

  /** What was given for validation or test has nothing that is trained with. */
  private checkLeaks(
    source: number,
    promptKey: string,
    groupKey: string | undefined,
    findings: RowFindings,
  ): void {
    const { sources } = this.given;
    const other = this.promptSources.get(promptKey);
    if (other !== undefined && other !== source)
      findings.refuse(`Its prompt is one of ${sources[other]?.label} as well.`);
    const group = groupKey === undefined ? undefined : this.groupSources.get(groupKey);
    if (group !== undefined && group !== source)
      findings.refuse(`Its group is one of ${sources[group]?.label} as well.`);
  }

  private isCopy(
    line: string,
    promptKey: string,
    answers: readonly string[],
    label: string,
    index: number,
  ): boolean {
    const key = keyOf(line);
    if (this.rowKeys.has(key)) {
      this.duplicates += 1;
      const { keepsDuplicates, report } = this.given;
      report.note(
        label,
        index + 1,
        keepsDuplicates ? "A row is a copy of one before it." : "Copies of rows before them were left out.",
      );
      return !keepsDuplicates;
    }
    this.rowKeys.add(key);
    const likeKey = keyOf(`${promptKey}${comparableText(answers.join("\n"))}`);
    if (this.likeKeys.has(likeKey) && this.given.rules.method !== "reinforcement")
      this.given.report.note(
        label,
        index + 1,
        "A row differs from one before it by case, blanks or punctuation alone.",
      );
    this.likeKeys.add(likeKey);
    return false;
  }

  private noteOddities(made: Whole, findings: RowFindings, label: string, index: number): void {
    const { report, rules, groupField } = this.given;
    const note = (reason: string): void => report.note(label, index + 1, reason);
    for (const reason of new Set(findings.odd.map((found) => found.reason))) note(reason);
    if (made.hasLongNumbers) note("A number beyond 2^53 was written as the text of its digits.");
    if (made.leftOut.length > 0)
      note(`Fields that no ${rules.method} row has were left out, such as ${shown(made.leftOut[0])}.`);
    if (groupField !== undefined && this.groupOf(made.record) === undefined)
      note("A row has no group, and stands by itself.");
    if (rules.method !== "reinforcement") return;
    const fields = Object.keys(made.row).sort().join();
    this.extraFields ??= fields;
    if (fields !== this.extraFields)
      note("A row has other fields than the first row, which a grader may miss.");
  }

  private noteSystemMessage({ messages, input }: TrainingRow): void {
    const [first] = (messages ?? fieldsOf(input)["messages"]) as readonly unknown[];
    const { role, content } = fieldsOf(first);
    const text =
      (role === "system" || role === "developer") && typeof content === "string" ? content : undefined;
    if (this.count === 0) this.systemMessage = text;
    else if (text !== this.systemMessage) this.systemMessage = undefined;
  }
}

/** Reads, makes and checks every row of the sources, one after the other. */
export const gatherRows = async (given: Gathering): Promise<GatheredRows> => {
  const rows = new GatheredRows(given);
  for (const [source, { count }] of given.sources.entries()) {
    for (let index = 0; index < count; index += 1) {
      await rows.take(source, index);
      await given.nextTurn();
    }
  }
  return rows;
};
