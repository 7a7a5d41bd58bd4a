import type { Body, FindMends, Mend, RefusedRequest } from "./mend";
import { isUnsupported } from "./refusalWords";
import { clamp } from "./settingMends";

/** The names of the limit of an answer's tokens. */
const limits = ["max_tokens", "max_completion_tokens", "max_output_tokens"];
const about = "limit of tokens";

const withoutLimits = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !limits.includes(name)));

const otherName = (body: Body, refused: string): string => {
  if ("input" in body) return "max_output_tokens";
  return refused === "max_tokens" ? "max_completion_tokens" : "max_tokens";
};

const rename = (from: string, to: string, { deployment }: RefusedRequest): Mend => ({
  about,
  apply: (body) =>
    body[from] === undefined
      ? undefined
      : {
          body: { ...withoutLimits(body), [to]: body[from] },
          sentence: `Max Output Tokens was sent as ${to}, since ${deployment} refuses ${from}.`,
        },
});

const leaveOutLimit = ({ deployment }: RefusedRequest): Mend => ({
  about,
  apply: (body) =>
    limits.some((name) => body[name] !== undefined)
      ? {
          body: withoutLimits(body),
          sentence: `Max Output Tokens was left out, since ${deployment} takes it under no name.`,
        }
      : undefined,
});

/** Mends of the limit of an answer's tokens: within the bounds, under its other name, or left out under no name. */
export const mendTokenLimit: FindMends = ({ names, sentence }, request) => {
  const { sent } = request;
  if (!names.some((name) => limits.includes(name))) return [];
  const own = limits.filter((name) => sent[name] !== undefined);
  const clamped = own.flatMap((name) => clamp([name], sentence, request));
  if (clamped.length > 0) return clamped;
  const refused = own.find((name) => names.includes(name));
  if (refused === undefined || !isUnsupported(sentence)) return [];
  const to = otherName(sent, refused);
  const wasTried = request.refused.some((body) => body[to] !== undefined);
  return [wasTried || to === refused ? leaveOutLimit(request) : rename(refused, to, request)];
};
