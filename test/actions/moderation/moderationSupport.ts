import { PNG } from "pngjs";
import { run } from "../../support/connector";
import type { ReceivedRequest } from "../../support/scriptedServer";

/** What comes out, as far as tests look at it. */
export interface Moderated {
  flagged: boolean | null;
  source: string;
  categories: Record<string, { flagged: boolean | null; score: number | null; severity: number | null }>;
  notJudged: string[];
  results: Array<
    Omit<Moderated, "results"> & { status: string; error: { message: string } | null; raw: unknown }
  >;
  counts: Record<string, number>;
  remaining: string[];
  remainingFiles: string[];
  warning: string | null;
  warnings: string[];
  tokens: { input: number; output: number } | null;
}

/** Runs Moderate Content with one attempt for each call, unless the form says otherwise. */
export const moderate = async (
  connection: object,
  form: Record<string, unknown>,
  context: Record<string, unknown> = {},
): Promise<Moderated> => (await run("moderateContent", { connection, ...form }, context)).data as Moderated;

type Color = readonly [red: number, green: number, blue: number];

/** A picture of one color; red stands for violence. */
export const picture = (width: number, height = width, color: Color = [0, 0, 255]): Buffer => {
  const png = new PNG({ width, height });
  for (let place = 0; place < png.data.length; place += 4) png.data.set([...color, 255], place);
  return PNG.sync.write(png);
};

/** The color that stands for violence. */
export const red: Color = [255, 0, 0];

/** The JSON of a request's body. */
export const jsonOf = ({ body }: ReceivedRequest): Record<string, unknown> => JSON.parse(body);

/** A result of OpenAI's with these scores, and what it flags by itself. */
export const resultOf = (scores: Record<string, number>, flagged: readonly string[] = []): object => ({
  flagged: flagged.length > 0,
  categories: Object.fromEntries(Object.keys(scores).map((name) => [name, flagged.includes(name)])),
  category_scores: scores,
});

/** An answer of OpenAI's with these results. */
export const moderationOf = (...results: unknown[]): object => ({
  body: { id: "modr-1", model: "omni-moderation-latest", results },
});

/** An answer of Content Safety with these severities. */
export const analysisOf = (severities: Record<string, number | null | undefined>): object => ({
  body: {
    categoriesAnalysis: Object.entries(severities).map(([category, severity]) => ({ category, severity })),
  },
});

/** Severities of nothing. */
export const harmless = { Hate: 0, SelfHarm: 0, Sexual: 0, Violence: 0 };
