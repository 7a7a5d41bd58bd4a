import { chatChecks } from "./chatChecks";
import { keptChecks } from "./keptChecks";
import { type LiveCheck, type ModelUse, modelVariables } from "./liveCheck";
import { mediaChecks } from "./mediaChecks";

/** All checks, the connection first. */
export const liveChecks: readonly LiveCheck[] = [...chatChecks, ...keptChecks, ...mediaChecks];

/** What there is to check with. */
export interface Means {
  service: "azure" | "openai";
  /** True for a service principal, which Azure Resource Manager takes. */
  isPrincipal: boolean;
  /** The models of the environment; empty where none is named. */
  models: Readonly<Record<ModelUse, string>>;
  /** Prices for a million tokens read and written; undefined where none are entered. */
  prices: { input: number; output: number } | undefined;
}

/** A check that can be run, or why it can't. */
export interface PlannedCheck {
  check: LiveCheck;
  /** Why it is passed over. */
  missing?: string;
}

const missingFor = ({ service, needs, asksResourceManager }: LiveCheck, means: Means): string | undefined => {
  if (asksResourceManager && !means.isPrincipal)
    return "asks Azure Resource Manager: connect by a service principal";
  if (service && service !== means.service) return `asks ${service === "azure" ? "Azure" : "OpenAI"} alone`;
  const unnamed = needs.filter((use) => means.models[use] === "");
  return unnamed.length > 0 ? `set ${unnamed.map((use) => modelVariables[use]).join(" and ")}` : undefined;
};

/**
 * The checks in their order, with what each lacks.
 * @param only the names of those to run; all where it is empty.
 */
export const planOf = (means: Means, only: readonly string[]): PlannedCheck[] =>
  liveChecks
    .filter(({ name }) => only.length === 0 || only.includes(name) || name === "connection")
    .map((check) => {
      const missing = missingFor(check, means);
      return { check, ...(missing !== undefined && { missing }) };
    });

/** The most that checks cost, in the currency of the prices; undefined where none are entered. */
const costOf = (checks: readonly LiveCheck[], { prices }: Means): number | undefined =>
  prices &&
  checks.reduce(
    (sum, { tokens }) => sum + (tokens.input * prices.input + tokens.output * prices.output) / 1_000_000,
    0,
  );

/** The plan for a person: each check with its question, its calls and tokens, and what all of it costs at most. */
export const planText = (plan: readonly PlannedCheck[], means: Means): string => {
  const lines = plan.map(({ check: { name, question, calls, tokens, beside }, missing }) => {
    const most = `at most ${calls} ${calls === 1 ? "call" : "calls"}, ${tokens.input} tokens in, ${tokens.output} out`;
    return `${name}: ${question}\n  ${missing === undefined ? `${most}${beside ? `, and ${beside}` : ""}` : `passed over: ${missing}`}`;
  });
  const open = plan.flatMap(({ check, missing }) => (missing === undefined ? [check] : []));
  const cost = costOf(open, means);
  const beside = open.some((check) => check.beside) ? ", and what is named beside tokens" : "";
  return [
    ...lines,
    "",
    `${open.length} checks with at most ${open.reduce((sum, { calls }) => sum + calls, 0)} calls. They cost at most ${cost === undefined ? "what the tokens above do: set AZURE_OPENAI_PRICES or OPENAI_PRICES to have it reckoned" : `${cost.toFixed(4)} by the prices of the default model`}${beside}.`,
  ].join("\n");
};
