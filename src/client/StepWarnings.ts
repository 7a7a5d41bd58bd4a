/** A step may make thousands of calls, and each may warn. */
const mostWarnings = 20;

/** What a step tells beside its result, once each: what was changed in requests, and what an answer lacks. */
export class StepWarnings {
  private readonly told = new Set<string>();

  add(warning: string): void {
    if (this.told.size < mostWarnings) this.told.add(warning);
  }

  list(): string[] {
    return [...this.told];
  }
}
