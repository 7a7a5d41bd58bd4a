const wordOperators: [RegExp, string][] = [
  [/\bplus\b/gi, "+"],
  [/\bminus\b/gi, "-"],
  [/\b(?:times|multiplied by)\b/gi, "*"],
  [/\b(?:divided by|over)\b/gi, "/"],
  [/[×·]/g, "*"],
  [/(?<=\d\s*)x(?=\s*\d)/gi, "*"],
  [/÷/g, "/"],
  [/−/g, "-"],
  [/(?<=\d),(?=\d{3}\b)/g, ""],
];

const asksForSum =
  /\b(?:what(?:'s| is| are)|calculate|compute|evaluate|how much|work out|solve|sum|result)\b|=|\?/i;

/** A sum found in a question, with its value. */
interface SolvedSum {
  expression: string;
  value: number;
}

/** The sum that a short question asks for, or undefined when it asks for something else. */
export const solveArithmetic = (question: string): SolvedSum | undefined => {
  if (question.length > 300) return undefined;
  const text = wordOperators.reduce(
    (current, [pattern, operator]) => current.replace(pattern, operator),
    question,
  );
  const found = text
    .match(/[-(\d][\d\s.+\-*/()]*[\d)]/g)
    ?.find((part) => /\d[\s)]*[-+*/][\s(]*[-\d]/.test(part));
  if (found === undefined) return undefined;
  const isBare = text.replace(found, "").trim().length === 0;
  const isCode = /^\d+(?:[-/]\d+){2,}$|^0\d*[-/]\d+$|^\d+[-/]\d{4,}$/.test(found.trim());
  if ((!isBare && !asksForSum.test(text)) || isCode) return undefined;
  const value = evaluate(found);
  return value === undefined ? undefined : { expression: found.trim(), value };
};

/** Evaluates + - * / and parentheses with their usual precedence; undefined when it cannot. */
const evaluate = (expression: string): number | undefined => {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  let position = 0;

  const factor = (): number => {
    const token = tokens[position++];
    if (token === "-") return -factor();
    if (token === "(") {
      const inner = sum();
      position++;
      return inner;
    }
    return Number(token);
  };

  const product = (): number => {
    let value = factor();
    while (tokens[position] === "*" || tokens[position] === "/") {
      value = tokens[position++] === "*" ? value * factor() : value / factor();
    }
    return value;
  };

  const sum = (): number => {
    let value = product();
    while (tokens[position] === "+" || tokens[position] === "-") {
      value = tokens[position++] === "+" ? value + product() : value - product();
    }
    return value;
  };

  const value = sum();
  if (position < tokens.length || !Number.isFinite(value)) return undefined;
  return Number(value.toPrecision(12));
};
