/** The value of a formula of numbers, names, `+ - * /`, brackets, `min(…)` and `max(…)`; undefined for any other. */
export const evaluateFormula = (
  formula: string,
  names: Readonly<Record<string, number>>,
): number | undefined => {
  const tokens = formula.match(/\d+(?:\.\d+)?|\w+|\S/g) ?? [];
  let place = 0;
  const take = (token: string): boolean => {
    const isThere = tokens[place] === token;
    if (isThere) place += 1;
    return isThere;
  };
  const list = (): number[] => {
    const values = [sum()];
    while (take(",")) values.push(sum());
    return take(")") ? values : [Number.NaN];
  };
  const value = (): number => {
    if (take("-")) return -value();
    if (take("(")) return list().at(-1) ?? Number.NaN;
    const token = tokens[place] ?? "";
    place += 1;
    if ((token === "min" || token === "max") && take("(")) return Math[token](...list());
    if (Object.hasOwn(names, token)) return names[token] ?? Number.NaN;
    return /^\d/.test(token) ? Number(token) : Number.NaN;
  };
  const product = (): number => {
    let result = value();
    for (;;) {
      if (take("*")) result *= value();
      else if (take("/")) result /= value();
      else return result;
    }
  };
  const sum = (): number => {
    let result = product();
    for (;;) {
      if (take("+")) result += product();
      else if (take("-")) result -= product();
      else return result;
    }
  };
  const result = sum();
  return place === tokens.length && Number.isFinite(result) ? result : undefined;
};
