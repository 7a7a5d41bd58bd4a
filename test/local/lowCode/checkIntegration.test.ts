import { readFileSync } from "node:fs";
import path from "node:path";
import { checkIntegration } from "../../../local/lowCode/checkIntegration";
import { readIntegration } from "../../../local/lowCode/integrationFile";
import { readSamples } from "../../../local/lowCode/sampleFile";
import { component } from "../../cases/parts";

const folder = path.join(__dirname, "../../../examples/lowCode");
const textOf = (name: string): string => readFileSync(path.join(folder, `${name}.yml`), "utf8");

/** What is said of an example in which something was replaced. */
const problemsOf = (name: string, from: string | RegExp, to: string): string[] => {
  const spoiled = textOf(name).replace(from, to);
  expect(spoiled).not.toBe(textOf(name));
  return checkIntegration(
    component,
    readIntegration(spoiled),
    readSamples(path.join(folder, `${name}.sample.json`)),
  );
};

it.each<[what: string, example: string, from: string | RegExp, to: string, problem: string]>([
  [
    "an action that there is not",
    "answerMail",
    "key: createChatCompletion",
    "key: createAnswer",
    "Answer Mail: Draft Answer: this component has no action createAnswer.",
  ],
  [
    "an input that there is not",
    "answerMail",
    "systemPrompt:",
    "system:",
    "Answer Mail: Draft Answer: there is no input system.",
  ],
  [
    "an input that is missing",
    "readInvoice",
    "answerSchema:",
    "model:",
    "Read Invoice: Extract Fields: Answer Schema or Example is required.",
  ],
  [
    "a choice that there is not",
    "makeImages",
    "value: 1024x1024",
    "value: huge",
    "Make Images: Create Images: Image Size is huge, and can be",
  ],
  [
    "a list where there is none",
    "summarizeDocument",
    /textToSummarize:\n\s+type: reference\n\s+value: \S+/,
    "textToSummarize: { type: complex, value: [] }",
    "is no list.",
  ],
  [
    "a text where there is a list",
    "answerOvernight",
    /batchIds:\n\s+type: reference/,
    "batchIds:\n            type: value",
    "Get Results: Batch IDs is a list: it is complex, or a reference.",
  ],
  ["JSON that is none", "readInvoice", '{"number":', '{"number"', "Answer Schema or Example is no JSON."],
  [
    "a connection that there is not",
    "answerMail",
    "key: apiKey",
    "key: password",
    "Azure OpenAI: this component has no password.",
  ],
  [
    "a configuration variable that there is not",
    "answerMail",
    /type: configVar\n\s+value: Mailbox\n\s+data/,
    "type: configVar\n            value: Mail\n          data",
    "names the configuration variable Mail, which requiredConfigVars lacks.",
  ],
  [
    "a reference to a step that comes later",
    "answerMail",
    /value: getConversation\.results/,
    "value: sendAnswer.results",
    "Draft Answer: refers to sendAnswer.results, but no step before it is called sendAnswer.",
  ],
  [
    "a reference to what a step does not give",
    "answerMail",
    "value: draftAnswer.results.output_text",
    "value: draftAnswer.results.answer",
    "refers to draftAnswer.results.answer, but what comes out has no answer.",
  ],
  [
    "a reference to what a trigger does not give",
    "answerOvernight",
    "key: batchFinished",
    "key: batchEnded",
    "this component has no trigger batchEnded.",
  ],
  [
    "an item of what is no loop",
    "makeImages",
    "forEachImage.currentItem",
    "createImages.currentItem",
    "but createImages is no loop.",
  ],
  [
    "a template's reference",
    "classifyTickets",
    "{{$classifyTicket.results.reason}}",
    "{{$classifyTicket.results.why}}",
    "refers to classifyTicket.results.why, but what comes out has no why.",
  ],
  ["a branch that there is not", "classifyTickets", "- name: Access\n", "- name: Login\n", "has a branch"],
  [
    "two steps of one name",
    "answerMail",
    "name: Keep Conversation",
    "name: Draft answer",
    "Two steps are called draftAnswer.",
  ],
  [
    "a flow without a trigger",
    "answerMail",
    "isTrigger: true",
    "isTrigger: false",
    "A flow begins with its one trigger.",
  ],
])("%s is refused by name", (_what, example, from, to, problem) => {
  expect(problemsOf(example, from, to)).toContainEqual(expect.stringContaining(problem));
});

it.each([
  ["no YAML", "a: [", "This is no YAML"],
  ["another version", "definitionVersion: 6", "This is no integration of definitionVersion 7."],
  ["no flows", "definitionVersion: 7\nflows: []", "An integration has flows"],
  [
    "steps of another form",
    "definitionVersion: 7\nflows: [{name: A, steps: [{name: B}]}]",
    "An integration has flows",
  ],
  [
    "an endless file",
    `definitionVersion: 7\na: &a [${"x,".repeat(9)}x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: *a`).join("\n")}`,
    "Excessive alias count",
  ],
])("a file with %s is refused", (_what, text, problem) => {
  expect(() => readIntegration(text)).toThrow(problem);
});
