/** Labels of a request's settings in the forms, by their names on the wire. */
const labels: ReadonlyMap<string, string> = new Map(
  Object.entries({
    max_tokens: "Max Output Tokens",
    max_completion_tokens: "Max Output Tokens",
    max_output_tokens: "Max Output Tokens",
    temperature: "Temperature",
    top_p: "top_p",
    n: "Number of choices",
    stop: "Stop Sequences",
    seed: "Seed",
    reasoning_effort: "Reasoning Effort",
    "reasoning.effort": "Reasoning Effort",
    reasoning: "Reasoning Effort",
    "reasoning.summary": "Reasoning Summary",
    verbosity: "Verbosity",
    "text.verbosity": "Verbosity",
    response_format: "Answer Format",
    "text.format": "Answer Format",
    json_schema: "Answer Format",
    model: "Model / Deployment Name",
    size: "Image Size",
    quality: "Quality",
    background: "Background",
    output_format: "Output Format",
    output_compression: "Output Compression",
    input_fidelity: "Input Fidelity",
    complexity: "Complexity",
    voice: "Voice",
    speed: "Speed",
    purpose: "Purpose",
    input_file_id: "Input File ID",
    metadata: "Metadata",
    endpoint: "Operation",
    limit: "Limit",
    after: "After",
    expires_after: "File Expiry (days)",
    dimensions: "Dimensions",
    encoding_format: "Encoding",
  }),
);

/** Fields that hold an item's own content. All other fields are the same for every item of a step. */
const itemFields =
  /^(?:messages?|input|prompt|content|contents|text|texts|images?|image_url|files?|file_data|mask|markup|query|documents?)$/;

const rootOf = (param: string): string => /^[\w-]{1,100}/.exec(param)?.[0] ?? param;

/** Labels of the steps with images, where they differ. */
const imageLabels: ReadonlyMap<string, string> = new Map([
  ["n", "Number of Images"],
  ["prompt", "Prompt"],
  ["image", "Images"],
  ["mask", "Mask"],
  ["markup", "Markup"],
]);

/** True for a parameter that all requests of a step share. */
export const isSetting = (param: string): boolean => !itemFields.test(rootOf(param));

/** The label of a parameter's input; the parameter's own name where no input has it. */
export const settingLabel = (param: string, path: string): string => {
  const root = rootOf(param);
  const ofImages = path.startsWith("/images") ? imageLabels.get(root) : undefined;
  if (ofImages !== undefined) return ofImages;
  if (root === "response_format" && path.startsWith("/audio")) return "Output Format";
  if (root === "prompt") return "User Prompt";
  if (root === "messages") return "Messages";
  return labels.get(param) ?? labels.get(root) ?? param;
};

/** Names that can't be plain words: they count wherever they occur. */
const distinctName =
  /\b(?:max_(?:completion_|output_)?tokens|temperature|top_p|reasoning_effort|response_format|output_format|output_compression|input_fidelity|input_file_id|expires_after|tool_choice|parallel_tool_calls|top_logprobs|logit_bias|presence_penalty|frequency_penalty|service_tier|stream_options|prompt_cache_key|safety_identifier|json_schema|encoding_format|(?<=\b(?:specifying|output) )dimensions)\b/;
/** Names that are plain words too: they count in quotes only. */
const quotedName =
  /["'`](?:n|stop|seed|reasoning|model|size|quality|background|purpose|metadata|endpoint|limit|after|tools|functions|logprobs|verbosity|voice|speed)["'`]/;
/** "Unsupported parameter: 'x'", "Unrecognized request argument supplied: x", "('x' was unexpected)". */
const unknownName =
  /(?:argument|parameter|field|keyword)s?(?: supplied| not permitted)?:? ["'`]([\w.[\]-]{1,60})["'`]|supplied: ([\w.[\]-]{1,60})|["'`]([\w.[\]-]{1,60})["'`] was unexpected/i;
const isRefusal =
  /unsupported|unrecogni[sz]ed|unknown|not (?:support|allow|permitted|recogni[sz]ed|valid)|(?:does|do)(?: not|n't) support|unexpected|invalid|extra|deprecated|must be|should be|expected|cannot|can't|too (?:large|small|high|low)|only|required/i;

/** The first setting that a refusal's sentence names; undefined when it names none. */
export const settingInSentence = (sentence: string): string | undefined => {
  if (/structured outputs?\b/i.test(sentence)) return "response_format";
  if (!isRefusal.test(sentence)) return undefined;
  const unknown = unknownName.exec(sentence);
  const found = [
    distinctName.exec(sentence),
    quotedName.exec(sentence),
    unknown && isSetting(unknown[1] ?? unknown[2] ?? unknown[3] ?? "") ? unknown : null,
  ].filter((match) => match !== null);
  const [first] = found.toSorted((left, right) => left.index - right.index);
  return first?.slice(1).find(Boolean) ?? first?.[0].replace(/["'`]/g, "");
};
