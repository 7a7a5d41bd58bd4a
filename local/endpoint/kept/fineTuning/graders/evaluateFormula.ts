/** The value of a formula of numbers, names, `+ - * /`, brackets, `min(…)` and `max(…)`; undefined for any other. */
export const evaluateFormula = (
  formula: string,
  names: Readonly<Record<string, number>>,
): number | undefined => {
  const result = new Formula(formula, names).value();
  return Number.isFinite(result) ? result : undefined;
};

/** Reads a formula once, from left to right; what can't be read counts as no number. */
class Formula {
  private readonly tokens: readonly string[];
  private place = 0;

  constructor(
    formula: string,
    private readonly names: Readonly<Record<string, number>>,
  ) {
    this.tokens = formula.match(/\d+(?:\.\d+)?|\w+|\S/g) ?? [];
  }

  value(): number {
    const result = this.sum();
    return this.place === this.tokens.length ? result : Number.NaN;
  }

  private sum(): number {
    let result = this.product();
    for (;;) {
      if (this.take("+")) result += this.product();
      else if (this.take("-")) result -= this.product();
      else return result;
    }
  }

  private product(): number {
    let result = this.single();
    for (;;) {
      if (this.take("*")) result *= this.single();
      else if (this.take("/")) result /= this.single();
      else return result;
    }
  }

  private single(): number {
    if (this.take("-")) return -this.single();
    if (this.take("(")) return this.list().at(-1) ?? Number.NaN;
    const token = this.tokens[this.place] ?? "";
    this.place += 1;
    if ((token === "min" || token === "max") && this.take("(")) return Math[token](...this.list());
    if (Object.hasOwn(this.names, token)) return this.names[token] ?? Number.NaN;
    return /^\d/.test(token) ? Number(token) : Number.NaN;
  }

  /** What stands in brackets, behind the opening one. */
  private list(): number[] {
    const values = [this.sum()];
    while (this.take(",")) values.push(this.sum());
    return this.take(")") ? values : [Number.NaN];
  }

  private take(token: string): boolean {
    const isThere = this.tokens[this.place] === token;
    if (isThere) this.place += 1;
    return isThere;
  }
}
