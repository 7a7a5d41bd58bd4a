import { shown } from "../../inputs/cleaners";
import type { DataRecord } from "../../inputs/records";
import type { NextTurn } from "../../pacing/turns";
import { fieldValue } from "../../text/fieldValue";
import { fieldsOf } from "../../text/isObject";
import { jsonText } from "../../text/plainValue";
import { checkRow, type RowRules } from "./checkRow";
import { DataHints } from "./DataHints";
import { measureRow } from "./measureRow";
import { rowTexts } from "./messageTexts";
import { RowFindings } from "./RowFindings";
import { type RowKey, RowKeys, rowKey } from "./RowKeys";
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
type Note = (reason: string) => void;

/** Rows that are right, in their order: where each is read again, and what is known of it. */
export class GatheredRows {
  /** Which of the sources each row is in, and its place there. */
  readonly sources: Uint8Array;
  readonly indexes: Uint32Array;
  /** 0 for none. */
  readonly promptKeys: Float64Array;
  readonly groupKeys: Float64Array;
  readonly promptTokens: Uint32Array;
  readonly answerTokens: Uint32Array;
  /** How many rows there are; what stands behind them in the lists is empty. */
  count = 0;
  readonly hints: DataHints;
  total = 0;
  duplicates = 0;
  imageRows = 0;
  /** True when a row has parts whose tokens nobody counts. */
  hasUncountedParts = false;
  /** The system's message of all rows; undefined where they have none, or different ones. */
  systemMessage: string | undefined;
  private readonly keys = new RowKeys();
  private extraFields: string | undefined;

  constructor(private readonly given: Gathering) {
    this.hints = new DataHints(given.rules.method);
    // Lists that grow leave what they were behind, which is more than they are.
    const most = given.sources.reduce((sum, { count }) => sum + count, 0);
    this.sources = new Uint8Array(most);
    this.indexes = new Uint32Array(most);
    this.promptKeys = new Float64Array(most);
    this.groupKeys = new Float64Array(most);
    this.promptTokens = new Uint32Array(most);
    this.answerTokens = new Uint32Array(most);
  }

  /** Rows of the first source, which stand in front. */
  get ownCount(): number {
    const others = this.sources.findIndex((source) => source !== 0);
    return others < 0 ? this.count : others;
  }

  /** Takes the next record of a source. */
  async take(place: number, index: number): Promise<void> {
    const { sources, shape, report } = this.given;
    const source = sources[place] as RecordSource;
    const note: Note = (reason) => report.note(source.label, index + 1, reason);
    this.total += 1;
    const made = readTrainingRow(source, index, shape);
    if ("reason" in made) {
      report.refuse(source.label, index + 1, [made]);
      return;
    }
    const checked = await this.check(made, place);
    const { wrong } = checked.findings;
    if (wrong.length > 0) {
      const reasons = wrong.map(({ reason, place: detail }) => ({ reason, detail }));
      report.refuse(source.label, index + 1, reasons);
      return;
    }
    if (this.isLeftOut(checked.key, note)) return;
    this.noteOddities(made, checked.findings, note);
    this.keep(made, checked, { source: place, index });
  }

  private async check(made: Whole, place: number) {
    const { sources, rules } = this.given;
    const findings = new RowFindings();
    const images = checkRow(made.row, made.line, rules, findings);
    const texts = rowTexts(made.row, rules.method);
    const tokens = await measureRow(made.row, texts, this.given, findings);
    const key = rowKey(made.line, texts, this.groupOf(made.record));
    for (const [what, other] of Object.entries(this.keys.others(key, place)))
      if (other !== undefined) findings.refuse(`Its ${what} is one of ${sources[other]?.label} as well.`);
    return { findings, images, texts, tokens, key };
  }

  /** True for a copy of a row before it, unless copies stay. */
  private isLeftOut(key: RowKey, note: Note): boolean {
    const { keepsDuplicates, rules } = this.given;
    if (this.keys.isCopy(key)) {
      this.duplicates += 1;
      note(
        keepsDuplicates ? "A row is a copy of one before it." : "Copies of rows before them were left out.",
      );
      return !keepsDuplicates;
    }
    if (this.keys.isAlike(key) && rules.method !== "reinforcement")
      note("A row differs from one before it by case, blanks or punctuation alone.");
    return false;
  }

  private keep(
    { row: made }: Whole,
    { key, texts, tokens, images }: Awaited<ReturnType<GatheredRows["check"]>>,
    { source, index }: { source: number; index: number },
  ): void {
    this.keys.add(key, source);
    this.hints.add({ prompt: texts.prompt, answer: texts.answers.join("\n") });
    this.noteSystemMessage(made);
    const row = this.count;
    this.sources[row] = source;
    this.indexes[row] = index;
    this.promptKeys[row] = key.prompt;
    this.groupKeys[row] = key.group;
    this.promptTokens[row] = tokens.prompt;
    this.answerTokens[row] = tokens.answer;
    this.count += 1;
    if (images > 0) this.imageRows += 1;
    if (texts.uncountedParts > 0) this.hasUncountedParts = true;
  }

  private groupOf(record: DataRecord): string | undefined {
    const { groupField } = this.given;
    const value = groupField === undefined ? undefined : fieldValue(record, groupField);
    if (value === undefined || value === null || value === "") return undefined;
    return typeof value === "object" ? jsonText(value) : String(value).trim();
  }

  private noteOddities(made: Whole, findings: RowFindings, note: Note): void {
    const { rules, groupField } = this.given;
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
    const isSystem = role === "system" || role === "developer";
    const text = isSystem && typeof content === "string" ? content : undefined;
    if (this.count === 0) this.systemMessage = text;
    else if (text !== this.systemMessage) this.systemMessage = undefined;
  }
}

/** Reads, makes and checks every row of the sources, one after the other. */
export const gatherRows = async (given: Gathering): Promise<GatheredRows> => {
  const rows = new GatheredRows(given);
  for (const [place, { count }] of given.sources.entries()) {
    for (let index = 0; index < count; index += 1) {
      await rows.take(place, index);
      await given.nextTurn();
    }
  }
  return rows;
};
