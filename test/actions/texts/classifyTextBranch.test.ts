import { classifyTextBranch } from "../../../src/actions/texts/classifyTextBranch";
import { failureOf, run } from "../../support/connector";
import type { ScriptedServer } from "../../support/scriptedServer";
import { endedBy, startAnswering } from "../records/recordServer";
import { connectionTo } from "../support";

let server: ScriptedServer;
afterEach(() => server.close());

const categories = [
  { key: "Sales, new", value: "Orders and offers" },
  { key: "Lost luggage", value: "Bags that did not arrive" },
];

const start = async (reply: string | ReturnType<typeof endedBy>): Promise<void> => {
  server = await startAnswering(() => reply);
};

const classify = (given: object) =>
  run("classifyTextBranch", {
    connection: connectionTo(server.url),
    text: "A bag",
    categories,
    ...given,
  }) as Promise<{
    branch?: string;
    data: unknown;
  }>;

const choice = (category: string): string => JSON.stringify({ reason: "So.", category, confidence: 1 });

test("the categories are the branches, beside Else", async () => {
  await start(choice("c1"));
  expect(classifyTextBranch).toMatchObject({
    allowsBranching: true,
    dynamicBranchInput: "categories",
    staticBranchNames: ["Else"],
    inputs: { categories: { collection: "keyvaluelist" } },
  });
});

test.each([
  ["c1", "Sales, new"],
  ["c2", "Lost luggage"],
  ["none", "Else"],
  ["c3", "Else"],
  ["Sales, new", "Sales, new"],
  ["Sales", "Else"],
])("the choice %j goes on with %j", async (id, branch) => {
  await start(choice(id));
  expect(await classify({})).toMatchObject({ branch, data: { category: branch } });
});

test("an empty text goes on with Else, and is not sent", async () => {
  await start(choice("c1"));
  expect(await classify({ text: "" })).toMatchObject({ branch: "Else", data: { tokens: { input: 0 } } });
  expect(server.requests).toHaveLength(0);
});

test("what the content filter found is data, whatever the branch", async () => {
  const content_filter_results = { hate: { filtered: false, severity: "low" } };
  const choices = [{ finish_reason: "stop", message: { content: choice("c1") }, content_filter_results }];
  await start({ body: { choices } });
  expect(await classify({})).toMatchObject({
    branch: "Sales, new",
    data: { contentFilter: { filtered: false, findings: [{ side: "completion", category: "hate" }] } },
  });
  expect(await classify({ text: "" })).toMatchObject({ branch: "Else", data: { contentFilter: null } });
});

test("answers without a category that was offered are told", async () => {
  await start("Lost luggage");
  expect(await classify({})).toMatchObject({
    branch: "Else",
    data: {
      output_text: "Lost luggage",
      reason: null,
      warnings: [expect.stringContaining("1. These texts are Else")],
    },
  });
});

test("a text that fails fails the step", async () => {
  await start(endedBy("content_filter", { content: null }));
  expect(await failureOf(classify({}))).toMatchObject({ kind: "contentFiltered" });
});

test.each([
  [[{ key: "Else", value: "" }], '"Else" is not accepted'],
  [[{ key: "Sales ", value: "" }], "Remove the blanks around the name."],
])("the categories %j are refused before anything is sent", async (named, sentence) => {
  await start(choice("c1"));
  expect((await failureOf(classify({ categories: named }))).message).toContain(sentence);
  expect(server.requests).toHaveLength(0);
});
