import type { StepCase } from "../../../local/cases/stepCase";
import { evaluateModule } from "./evaluateModule";
import { caseForms, takenStep, textOf } from "./takenSteps";

/** What a test text registers. */
interface Registered {
  before: Array<() => unknown>;
  after: Array<() => unknown>;
  tests: Array<() => Promise<unknown>>;
}

/** The case in a text. */
const caseIn = (key: string, text: string, kind = "actions"): StepCase =>
  evaluateModule(text, `local/cases/${kind}/${key}.ts`)[key] as StepCase;

test("every form of every case comes back from the text", () => {
  for (const kind of ["actions", "dataSources", "triggers"] as const) {
    for (const [name, key, form] of caseForms(kind)) {
      const { parts } = textOf("testCase", takenStep(key, form, { kind }));
      const found = caseIn(key, parts[0]?.text ?? "", kind);
      const shown = JSON.parse(
        JSON.stringify(form).replaceAll(/token-of-the-case|whsec_[^"]*/g, ""),
      ) as object;
      expect([name, found.every]).toEqual([name, [shown]]);
      expect(parts).toHaveLength(kind === "triggers" ? 1 : 2);
    }
  }
});

test("a text of any characters comes back from the text", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay a text
  const userPrompt = "`${1}`\\ \"' \u2028 \u0000 */ \ud83d </script> {{x}}";
  const { parts } = textOf("testCase", takenStep("createChatCompletion", { userPrompt }));
  expect(parts[0]?.text).not.toMatch(/[\u007f-\u009f\u2028\u2029]/);
  expect(caseIn("createChatCompletion", parts[0]?.text ?? "").every).toEqual([{ userPrompt }]);
});

test("what comes from earlier steps is prepared", async () => {
  const first = takenStep("createChatCompletion", { userPrompt: "Hi" });
  const form = {
    userPrompt: { template: "It said {{$createChatCompletion.results.choices[0].message.content}}." },
    modelSettings: { stop: [{ reference: "createChatCompletion.results.id" }] },
  };
  const step = takenStep(
    "createResponse",
    { input: { reference: "createChatCompletion.results.id" }, ...form },
    { earlier: [first] },
  );
  const taken = caseIn("createResponse", textOf("testCase", step).parts[0]?.text ?? "");
  const runs: unknown[] = [];
  const prepared = await taken.prepare?.(async (...run) => {
    runs.push(run);
    return { id: "chat-1", choices: [{ message: { content: "Hello" } }] };
  });
  expect(runs).toEqual([["createChatCompletion", { userPrompt: "Hi" }]]);
  expect(prepared).toMatchObject({ "createChatCompletion.results.id": "chat-1" });
});

describe("the test text", () => {
  const registered: Registered = { before: [], after: [], tests: [] };
  const first = takenStep("createChatCompletion", {
    model: "gpt-5.4",
    userPrompt: "Where was the 2020 World Series played?",
  });
  const form = {
    textToSummarize: { template: "It said: {{$createChatCompletion.results.choices[0].message.content}}" },
    model: { reference: "createChatCompletion.results.model" },
    requestOptions: { maxRetries: "1" },
  };
  const step = takenStep("summarizeText", form, { earlier: [first] });

  beforeAll(async () => {
    const [taken, text] = textOf("testCase", step).parts;
    const given = {
      "../../local/cases/actions/summarizeText": evaluateModule(taken?.text ?? "", taken?.name ?? ""),
    };
    const each = (forms: unknown[]) => (_name: string, run: (form: unknown) => Promise<unknown>) =>
      void registered.tests.push(...forms.map((entry) => () => run(entry)));
    const hooks = {
      shareStarted: (start: () => Promise<{ close(): unknown }>) => {
        const handle: { current?: { close(): unknown } } = {};
        registered.before.push(async () => {
          handle.current = await start();
        });
        registered.after.push(() => handle.current?.close());
        return new Proxy({}, { get: (_target, key) => Reflect.get(handle.current ?? {}, key) });
      },
      useLocalTrust: () => {
        registered.before.push(async () => {
          const { trustLocalCertificate } = await import("../../support/trust");
          registered.after.push(await trustLocalCertificate());
        });
      },
    };
    evaluateModule(
      text?.text ?? "",
      text?.name ?? "",
      { ...given, "../support/hooks": hooks },
      { test: { each }, expect },
    );
    for (const start of registered.before) await start();
  });
  afterAll(async () => {
    for (const end of registered.after) await end();
  });

  it("runs the case, earlier steps first, against a local endpoint", async () => {
    expect(registered.tests).toHaveLength(2);
    for (const run of registered.tests) await run();
  });
});
