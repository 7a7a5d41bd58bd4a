/** A prompt with this word in it is refused by the content filter. */
const forbiddenWord = "forbidden-content";

/** A prompt with this word in it gets an answer that the content filter cut. */
const filteredOutputWord = "filtered-output";

const degrees = ["hate", "self_harm", "sexual", "violence"] as const;
const promptDetections = ["jailbreak", "indirect_attack"] as const;

const safe = { filtered: false, severity: "safe" };
const undetected = { filtered: false, detected: false };

const safeOf = (categories: readonly string[], result: object): Record<string, object> =>
  Object.fromEntries(categories.map((category) => [category, result]));

const safePrompt = { ...safeOf(degrees, safe), ...safeOf(promptDetections, undetected) };
const safeCompletion = {
  ...safeOf(degrees, safe),
  protected_material_code: undetected,
  protected_material_text: undetected,
};

/** The categories whose word for this is in a text: `mild-self-harm` for self_harm. */
const named = (text: string, what: string, categories: readonly string[]): string[] =>
  categories.filter((category) => text.includes(`${what}-${category.replace("_", "-")}`));

const isDegree = (category: string): boolean => degrees.some((degree) => degree === category);

const blocked = (category: string, severity: string): object =>
  isDegree(category) ? { filtered: true, severity } : { filtered: true, detected: true };

/**
 * The results of a prompt that is refused: one with the word for it, or with `forbidden-hate` and the like. undefined
 * for any other prompt.
 */
export const refusedPrompt = (prompt: string): Record<string, object> | undefined => {
  const words = named(prompt, "forbidden", [...degrees, ...promptDetections]);
  const categories = prompt.includes(forbiddenWord) ? ["violence", ...words] : words;
  if (categories.length === 0) return undefined;
  return { ...safePrompt, ...Object.fromEntries(categories.map((name) => [name, blocked(name, "high")])) };
};

/** The results of a prompt that passes: `mild-hate` has a low severity, `suspected-jailbreak` is told alone. */
export const promptResults = (prompt: string): Record<string, object> => ({
  ...safePrompt,
  ...safeOf(named(prompt, "mild", degrees), { filtered: false, severity: "low" }),
  ...safeOf(named(prompt, "suspected", promptDetections), { filtered: false, detected: true }),
  ...(prompt.includes("listed-word") && {
    custom_blocklists: { filtered: true, details: [{ id: "local-blocklist", filtered: true }] },
  }),
});

const cutCategories = (prompt: string): string[] => {
  const words = named(prompt, "filtered", degrees);
  return prompt.includes(filteredOutputWord) ? ["violence", ...words] : words;
};

/** True where the filter cuts the answer to a prompt, such as one with `filtered-hate` in it. */
export const cutsAnswer = (prompt: string): boolean => cutCategories(prompt).length > 0;

/** Personal data, as a filter that looks for it has it: addresses of mail alone. */
const personalData = (text: string): object => {
  const isFound = /\w@\w/.test(text);
  const filtered = false;
  return {
    ...{ filtered, detected: isFound, redacted_text: text.replace(/[\w.]{1,64}@[\w.]{1,255}/g, "*****") },
    sub_categories: [{ sub_category: "Email", filtered, detected: isFound, redacted: isFound }],
  };
};

/**
 * The results of an answer. Words in the prompt have further ones: `personal-data` what there is of it, with the text
 * redacted; `protected-code` code with its source; `failed-filter` the error of a filter that did not run.
 */
export const completionResults = (prompt: string, text: string): Record<string, object> => ({
  ...safeCompletion,
  ...Object.fromEntries(cutCategories(prompt).map((name) => [name, blocked(name, "medium")])),
  ...(prompt.includes("personal-data") && { personally_identifiable_information: personalData(text) }),
  ...(prompt.includes("protected-code") && {
    protected_material_code: {
      ...{ filtered: false, detected: true },
      citation: { URL: "https://example.com/licensed.js", license: "MIT" },
    },
  }),
  ...(prompt.includes("failed-filter") && { error: { code: 500, message: "The filter did not answer." } }),
});

/** `content_filters` of the Responses API: an entry for the prompt, and one for the answer. */
export const responseFilters = (prompt: string, text: string): object[] => {
  const entry = (source: string, results: object, length: number): object => ({
    blocked: source === "completion" && cutsAnswer(prompt),
    source_type: source,
    content_filter_results: results,
    content_filter_offsets: { start_offset: 0, end_offset: length, check_offset: 0 },
  });
  return [
    entry("prompt", { ...promptResults(prompt), task_adherence: undetected }, prompt.length),
    entry("completion", completionResults(prompt, text), text.length),
  ];
};

const imageCategories = (results: Record<string, object>, more: readonly string[] = []): object =>
  Object.fromEntries([...degrees, ...more].map((category) => [category, results[category]]));

/** What Azure adds to each image. */
export const imageAnnotations = (prompt: string): object => ({
  content_filter_results: imageCategories(safeCompletion),
  prompt_filter_results: imageCategories(promptResults(prompt), ["jailbreak"]),
});
