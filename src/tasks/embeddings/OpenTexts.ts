import { type CallLimits, estimatedTokens, planCalls } from "./callPlan";

/** Texts of the first call: it shows how the service answers. */
const firstItems = 512;
/** How often one text is cut. */
const mostCuts = 8;
/** A text that is cut loses so much of itself at least. */
const leastCut = 0.03;

/** The texts that have no vector yet, in groups that stay apart: parts of a refused call have to be smaller than it. */
export class OpenTexts {
  private groups: Array<readonly number[]>;
  private readonly cuts = new Map<number, number>();
  /** The estimated tokens of texts, by their places, as far as they were asked for. */
  private readonly estimates = new Map<number, number>();
  /** Characters that are left of texts that were cut, by their places. */
  readonly cutTo = new Map<number, number>();

  /**
   * @param texts - all texts of the step; one that is cut is changed in place
   * @param sent - the places of those to send
   * @param limits - what a call may hold, as it is known by now
   */
  constructor(
    private readonly texts: string[],
    sent: readonly number[],
    private readonly limits: Readonly<CallLimits>,
  ) {
    this.groups = sent.length > 0 ? [sent] : [];
  }

  get isEmpty(): boolean {
    return this.groups.length === 0;
  }

  at(place: number): string {
    return this.texts[place] ?? "";
  }

  tokensOf(places: readonly number[]): number {
    return places.reduce((sum, place) => sum + this.tokensAt(place), 0);
  }

  /** Takes everything that is open, in calls of so many estimated tokens. */
  takeAll(tokens: number): number[][] {
    const calls = this.groups.flatMap((group) => this.plan(group, this.limits.items, tokens));
    this.groups = [];
    return calls;
  }

  /** Takes one call of what is open. */
  takeOne(tokens: number): number[][] {
    const [group = [], ...others] = this.groups;
    const [first = [], ...more] = this.plan(group, Math.min(this.limits.items, firstItems), tokens);
    this.groups = [more.flat(), ...others].filter(({ length }) => length > 0);
    return [first];
  }

  /** Opens the two halves of a call. */
  divide(places: readonly number[]): void {
    const middle = Math.ceil(places.length / 2);
    this.groups.push(places.slice(0, middle), places.slice(middle));
  }

  /** Cuts a text between two characters, and opens it again; false where it was cut often enough. */
  cut(place: number, share: number): boolean {
    const text = this.at(place);
    const cuts = this.cuts.get(place) ?? 0;
    const end = Math.floor(text.length * Math.min(share, 1 - leastCut));
    if (cuts >= mostCuts || end < 2) return false;
    this.cuts.set(place, cuts + 1);
    const part = text.slice(0, end);
    const whole = part.isWellFormed() ? part : part.slice(0, -1);
    this.texts[place] = whole;
    this.estimates.delete(place);
    this.cutTo.set(place, whole.length);
    this.groups.push([place]);
    return true;
  }

  private tokensAt(place: number): number {
    const tokens = this.estimates.get(place) ?? estimatedTokens(this.at(place));
    this.estimates.set(place, tokens);
    return tokens;
  }

  private plan(places: readonly number[], items: number, tokens: number): number[][] {
    const limits = { items, tokens: Math.min(tokens, this.limits.tokens) };
    return planCalls(places, (place) => this.tokensAt(place), limits);
  }
}
