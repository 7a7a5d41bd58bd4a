import { contentWords } from "./summarize";

const openings = [
  (subject: string) => `In short, ${subject} comes down to a few clear ideas`,
  (subject: string) => `There is a simple way to look at ${subject}`,
  (subject: string) => `When people ask about ${subject}, they usually mean the practical side`,
  (subject: string) => `The most useful thing to know about ${subject} is how it is used`,
  (subject: string) => `A good answer on ${subject} starts with what is known`,
  (subject: string) => `Seen from a distance, ${subject} is easier than it looks`,
  (subject: string) => `For ${subject}, context decides most of the answer`,
  (subject: string) => `Here is a brief view of ${subject}`,
];

const closings = [
  "start small, then check the result.",
  "the details depend on where it is applied.",
  "one example says more than a long explanation.",
  "the basics stay the same in every case.",
  "it pays to compare two options before choosing.",
  "what matters is the purpose it serves.",
  "a short list of steps is enough to begin.",
  "most questions have been answered before.",
  "the first step is to state the goal.",
  "it works best when it is kept simple.",
  "numbers help, but they are not everything.",
  "the rest follows from there.",
  "experience shows which part to do first.",
  "both the cost and the benefit count.",
  "time spent on preparation is well spent.",
  "there is more than one right way.",
];

/** How many different sentences one subject has. */
const sentenceVariants = openings.length * closings.length;

/** A sentence that names the subject; each variant number gives another one. */
export const plausibleSentence = (subject: string, variant: number): string => {
  const index = variant % sentenceVariants;
  const opening = openings[index % openings.length];
  const closing = closings[Math.floor(index / openings.length) % closings.length];
  return `${opening?.(subject) ?? subject}: ${closing}`;
};

/** What stands before the subject of a request, taken away one after the other. */
const leadIns = [
  /^(?:please|kindly|hi|hello|hey)[\s,]+/i,
  /^(?:can|could|would|will) you\s+(?:please\s+)?/i,
  /^(?:tell|give|write|explain|describe|draft|compose|create|list|name|suggest|classify|answer|define|compare)\s+/i,
  /^(?:to\s+)?(?:me|us)\s+/i,
  /^(?:what|who|when|where|why|how)(?:'s|\s+(?:is|are|was|were|do|does|did|can|to|many|much))?\s+/i,
  /^(?:(?:an?|the|some|one)\s+)?(?:[\w-]+\s+){0,2}(?:about|on|regarding)\s+/i,
  /^(?:an?|some|i|we|you)\s+/i,
];
/** An instruction with a text after its colon: the text is the subject. */
const instruction =
  /^\s*(?:please\s+)?(?:extract|classify|translate|rewrite|correct|analy[sz]e|parse)\b[^:\n]*:\s*/i;
const longestSubject = 8;

/** What the prompt is about, in at most eight of its own words. */
export const findSubject = (prompt: string): string => {
  const text = prompt.replace(instruction, "").trim() || prompt.trim();
  const firstSentence = text.split(/\n|[.?!](?:\s|$)/)[0] ?? "";
  const stripped = leadIns.reduce((rest, leadIn) => rest.replace(leadIn, ""), firstSentence.trim());
  const clause = stripped.split(/[,;:]\s|\s(?:and|but|because|so that|which)\s/)[0]?.trim() ?? "";
  const words = (clause.length > 0 ? clause : firstSentence).split(/\s+/).filter((word) => word.length > 0);
  if (words.length > longestSubject) return contentWords(words.join(" ")).slice(0, 4).join(" ") || "this";
  return words.join(" ") || "this";
};
