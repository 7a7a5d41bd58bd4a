import { expectNone } from "./expectNone";
import { type SyntaxNode, statementsOf, visit } from "./parseModule";
import { sourceFiles } from "./sourceFiles";

/** Where words of errors are read all the same, and whose they are. */
const readers: Readonly<Record<string, string>> = {
  "src/client/answer/serviceProblem.ts": "of the service, which parts are made of",
  "src/client/errors/errors.ts": "the one place that makes messages of parts",
  "src/text/jsonMistake.ts": "of the engine, about JSON",
  "local/cli/exit.ts": "anybody's, shown on one line",
  "local/cli/helpText.ts": "of commander, about flags",
};

/** Where plain errors are made all the same, how many, and why none of them is shown as it is. */
const plainErrors: Readonly<Record<string, readonly [count: number, reason: string]>> = {
  "src/actions/requests/rawText.ts": [1, "caught around JSON.stringify, and refused by parts"],
  "src/client/fallback/fallback.ts": [1, "a mistake of ours: there is a deployment at the least"],
  "src/client/files/readFirstLine.ts": [1, "caught beside it: it ends a reading that has enough"],
  "src/client/identity/PendingToken.ts": [2, "ends what nobody waits for, and tells the others to ask again"],
  "src/client/identity/acquireToken.ts": [5, "read by @azure/identity, and told by what is noted beside it"],
  "src/client/listClient.ts": [1, "a mistake of ours: a list is asked for by a path"],
  "src/client/network/agents.ts": [1, "told as a network failure of the proxy"],
  "src/client/sdk/sdk.ts": [1, "a mistake of ours: a lent client was kept"],
  "src/client/sdk/sdkBody.ts": [1, "a mistake of ours: a form is sent by the client's own call"],
  "src/client/sending/attemptFailure.ts": [
    1,
    "between an attempt and the retry rule, which tells its outcome",
  ],
  "src/client/sending/http.ts": [1, "a mistake of ours: axios is used by the client alone"],
  "src/client/sending/unpackBody.ts": [3, "caught beside it: the body is told as unreadable or too large"],
  "src/tasks/fineTuning/metrics/readUntil.ts": [1, "caught beside it: it ends a reading that has enough"],
  "src/text/InputError.ts": [1, "the error of refused inputs, made of parts"],
  "src/text/plainValue.ts": [4, "caught beside it, and given as the value's problem"],
  "src/text/strictLimits.ts": [1, "caught where a strict schema is made, and given as its reason"],
};

const errorClasses = new Set<unknown>([
  "Error",
  "AggregateError",
  "EvalError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
]);

const reading =
  /^(?:test|exec|replace|replaceAll|match|matchAll|search|split|slice|substring|startsWith|endsWith|includes|indexOf)$/;

/** The name that an expression ends with: of a variable, a property, or what is called. */
const nameOf = (value: unknown): string => {
  const node = (value ?? {}) as SyntaxNode;
  const inner = node["expression"] ?? node["base"] ?? node["property"] ?? node["callee"];
  return inner ? nameOf(inner) : String(node["value"] ?? "");
};

const isErrorMessage = ({ type, object, property }: SyntaxNode): boolean =>
  type === "MemberExpression" &&
  nameOf(property) === "message" &&
  /(?:error|failure|cause|thrown)$/i.test(nameOf(object));

const some = (value: unknown, holds: (node: SyntaxNode) => boolean): boolean => {
  let isFound = false;
  visit(value, (node) => {
    isFound ||= holds(node);
  });
  return isFound;
};

/** Names of the variables and functions of a module that stand for an error's message, or what is made of one. */
const aliasesIn = (statements: SyntaxNode[]): Set<string> => {
  const names = new Set<string>();
  visit(statements, ({ type, id, init }) => {
    if (type !== "VariableDeclarator") return;
    const { properties = [] } = id as { properties?: SyntaxNode[] };
    const isTaken = properties.some((property) => nameOf(property["key"]) === "message");
    if (isTaken && /error$/i.test(nameOf(init))) names.add("message");
    if (some(init, isErrorMessage)) names.add(nameOf(id));
  });
  return names;
};

/** True where a module takes an error's message apart, looks into it, or changes it. */
const readsErrors = (text: string): boolean => {
  const statements = statementsOf(text);
  const aliases = aliasesIn(statements);
  const isOfError = (node: SyntaxNode): boolean =>
    isErrorMessage(node) || (node.type === "Identifier" && aliases.has(String(node["value"])));
  return some(statements, (node) => {
    if (node.type === "AssignmentExpression") return isErrorMessage(node["left"] as SyntaxNode);
    if (node.type !== "CallExpression" || !reading.test(nameOf(node["callee"]))) return false;
    const callee = node["callee"] as SyntaxNode;
    const { object } = (callee["base"] ?? callee) as SyntaxNode;
    return some([object, node["arguments"]], isOfError);
  });
};

/** How many errors without parts a module makes: the language's own, and classes of them. */
const plainErrorsIn = (text: string): number => {
  let count = 0;
  visit(statementsOf(text), ({ type = "", callee, superClass }) => {
    const made = /^(?:New|Call)Expression$/.test(type) ? callee : superClass;
    const { type: kind, value } = (made ?? {}) as SyntaxNode;
    if (kind === "Identifier" && errorClasses.has(value)) count += 1;
  });
  return count;
};

const files = [...sourceFiles("src"), ...sourceFiles("local")].filter(
  ({ path, text }) => path.endsWith(".ts") && text.includes("message"),
);

const made = sourceFiles("src")
  .filter(({ path, text }) => path.endsWith(".ts") && text.includes("Error"))
  .map(({ path, text }) => ({ path, count: plainErrorsIn(text) }))
  .filter(({ count }) => count > 0);

describe("errors", () => {
  it("are data until they are shown: no message of one is read or changed", () => {
    expectNone(
      files
        .filter(({ path, text }) => !(path in readers) && readsErrors(text))
        .map(
          ({ path }) => `${path} reads or changes an error's message: read its parts, or add one to them.`,
        ),
    );
  });

  it("are read by their words only where the test says whose words they are", () => {
    expect(
      files.filter(({ path, text }) => path in readers && readsErrors(text)).map(({ path }) => path),
    ).toEqual(Object.keys(readers));
  });

  it("have parts, wherever somebody may see them", () => {
    expectNone(
      made
        .filter(({ path, count }) => count > (plainErrors[path]?.[0] ?? 0))
        .map(
          ({ path }) =>
            `${path} makes an error without parts: refuse an input by refuseInput (src/text/InputError.ts), a connection's field by refuseField, and tell what came of a call or a step by an AzureOpenAIError. One that nobody sees is listed in test/structure/errors.test.ts with its reason.`,
        ),
    );
  });

  it("lack parts only where the test says why nobody sees them", () => {
    const listed = Object.entries(plainErrors).map(([path, [count]]) => ({ path, count }));
    expect(made).toEqual(listed);
  });

  it.each<[text: string, count: number]>([
    ['throw new Error("Prompt: it is empty.");', 1],
    ["const refuse = () => { throw new Error(label + ': no.', { cause }); };", 1],
    ["give(Error(words)); Promise.reject(new TypeError(words));", 2],
    ["class Refusal extends Error {}", 1],
    ["throw new InputError({ what }); throw new AzureOpenAIError(parts, facts);", 0],
    ["class FieldError extends InputError {} if (error instanceof RangeError) give(error as Error);", 0],
  ])("without parts are counted: %s", (text, count) => {
    expect(plainErrorsIn(text)).toBe(count);
  });

  it.each([
    'error.message = "x";',
    "error.message += note;",
    '(error as Error).message.replace("a", "");',
    "failure?.message.slice(1);",
    "/a/.test(reply.error.message);",
    "/a/.test([error.code, error.message].join());",
    "warning.includes(error.message);",
    "const words = error.param + error.message; words.startsWith(label);",
    "const { message } = error; /a/.exec(message);",
    "const wordsOf = (error: Error) => error.message; wordsOf(thrown).split(' ');",
  ])("are found by the rule: %s", (text) => {
    expect(readsErrors(text)).toBe(true);
  });

  it.each([
    "problem.message.replace(/a/, '');",
    "logger.warn(action + error.message);",
    "const { message, kind } = error; show({ message, kind });",
    "error.sentence.includes('file');",
  ])("may be shown, and their parts read: %s", (text) => {
    expect(readsErrors(text)).toBe(false);
  });
});
