import { seededRandom } from "../../local/endpoint/server/seededRandom";

type Random = () => number;

const words = ["Grüße", " ", "👋", "\n\n", "data: x", '"', "\\", "{", "[DONE]", "𝄞", "\u2028", "0", "null"];

const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

const listOf = <Value>(random: Random, most: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => make(index));

const textOf = (random: Random): string => listOf(random, 8, () => pick(random, words)).join("");

const callOf = (random: Random, index: number) => ({
  id: `call_${index}`,
  type: "function",
  function: { name: pick(random, ["look_up", "send"]), arguments: JSON.stringify({ text: textOf(random) }) },
});

const choiceOf = (random: Random, index: number, mayBeCut: boolean) => {
  const calls =
    random() < 0.3 ? [callOf(random, 0), ...listOf(random, 2, (place) => callOf(random, place + 1))] : [];
  const text = `${pick(random, words)}${textOf(random)}`;
  const refusal = calls.length === 0 && random() < 0.2 ? text : null;
  const end =
    calls.length > 0 ? "tool_calls" : mayBeCut ? pick(random, ["stop", "length", "content_filter"]) : "stop";
  return {
    index,
    finish_reason: end,
    message: {
      role: "assistant",
      content: calls.length > 0 || refusal !== null ? null : text,
      refusal,
      ...(calls.length > 0 && { tool_calls: calls }),
    },
    logprobs: random() < 0.3 ? { content: [{ token: text, logprob: -random() }], refusal: null } : null,
    content_filter_results: {
      hate: { filtered: end === "content_filter", severity: pick(random, ["safe", "low", "medium"]) },
    },
  };
};

/** A completion as the service may answer it, the same for the same seed. */
export const randomCompletion = (seed: number, { most = 3, mayBeCut = true } = {}) => {
  const random = seededRandom(seed);
  const count = 1 + Math.floor(random() * most);
  const [prompt, completion, cached, reasoning] = Array.from({ length: 4 }, () =>
    Math.floor(random() * 1000),
  ) as [number, number, number, number];
  return {
    id: `chatcmpl-${seed}`,
    object: "chat.completion",
    created: 1_772_668_800 + seed,
    model: "gpt-5.4",
    choices: Array.from({ length: count }, (_, index) => choiceOf(random, index, mayBeCut)),
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: cached },
      completion_tokens_details: { reasoning_tokens: reasoning },
    },
    prompt_filter_results: [
      { prompt_index: 0, content_filter_results: { hate: { filtered: false, severity: "safe" } } },
    ],
  };
};

/** A completion of the service. */
export type RandomCompletion = ReturnType<typeof randomCompletion>;
