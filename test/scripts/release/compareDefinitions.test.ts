import { loadComponent } from "../../../local/platform/component";
import { compareDefinitions } from "../../../scripts/release/compareDefinitions";
import { type PublicPart, publicDefinition } from "../../../scripts/release/publicDefinition";

const definition = () => publicDefinition(loadComponent());

/** The changes after the definition of today was altered so. */
const changesAfter = (
  alter: (part: PublicPart, all: Record<string, PublicPart>) => void,
  key = "createImage",
) => {
  const now = definition();
  alter(now.actions[key] as PublicPart, now.actions);
  return compareDefinitions(definition(), now).map(({ weight, what }) => `${weight} ${what}`);
};

it("finds nothing where nothing changed", () => {
  expect(compareDefinitions(definition(), definition())).toEqual([]);
});

it("knows the inputs, members of groups, choices, outputs and branches of what is built", () => {
  const { actions, connections } = definition();
  expect(actions["createImage"]?.inputs["prompt"]).toMatchObject({ label: "Prompt", required: true });
  expect(actions["createImage"]?.inputs["requestOptions.maxRetries"]).toBeDefined();
  expect(actions["rawRequest"]?.inputs["method"]?.choices).toContain("POST");
  expect(actions["createImage"]?.output["images[].data"]).toBeDefined();
  expect(actions["createChatCompletionBranch"]?.branches).toContain("Rate Limited");
  expect(actions["createChatCompletionBranch"]?.output["output_text"]).toBe("string");
  expect(connections["apiKey"]?.inputs["endpoint"]).toBeDefined();
});

it.each<[string, Parameters<typeof changesAfter>[0], string[]]>([
  [
    "an action that is gone",
    (_, all) => delete all["getModel"],
    ["major action getModel: is gone, or has another key"],
  ],
  [
    "an input with another key",
    (part) => {
      part.inputs["text"] = part.inputs["prompt"] as never;
      delete part.inputs["prompt"];
    },
    [
      "major action createImage, input prompt: is gone, or has another key",
      "major action createImage, input text: is new and required",
    ],
  ],
  [
    "an input that is required",
    (part) => Object.assign(part.inputs["model"] as object, { required: true }),
    ["major action createImage, input model: is required now"],
  ],
  [
    "an input of another type",
    (part) => Object.assign(part.inputs["model"] as object, { collection: "valuelist" }),
    ["major action createImage, input model: was string, is valuelist of string"],
  ],
  [
    "choices where any value was taken",
    (part) => Object.assign(part.inputs["model"] as object, { choices: ["gpt-image-2"] }),
    ["major action createImage, input model: takes only certain choices now"],
  ],
  [
    "a part of the output that is gone",
    (part) => delete part.output["images[].data"],
    ["major action createImage, output images[].data: is gone, or has another key"],
  ],
  [
    "a label",
    (part) => Object.assign(part, { label: "Draw" }),
    ['patch action createImage: is labeled "Draw" now'],
  ],
])("tells %s", (_, alter, changes) => {
  expect(changesAfter(alter)).toEqual(changes);
});

it("tells a choice that is gone or new, the gravest first", () => {
  const changes = changesAfter(({ inputs }) => {
    Object.assign(inputs["method"] as object, { choices: ["GET", "POST", "QUERY"] });
  }, "rawRequest");
  expect(changes[0]).toMatch(/^major action rawRequest, input method: the choice "\w+" is gone$/);
  expect(changes.at(-1)).toBe('minor action rawRequest, input method: the choice "QUERY" is new');
});

it("tells a branch that is gone, and one that flows lack", () => {
  const changes = changesAfter((part) => {
    part.branches = [...part.branches.slice(1), "Late"];
  }, "createChatCompletionBranch");
  expect(changes).toEqual([
    'major action createChatCompletionBranch: the branch "Answered" is gone',
    'major action createChatCompletionBranch: the branch "Late" is new, and flows that stand lack it',
  ]);
});
