import { expectNone } from "./expectNone";
import { type SyntaxNode, statementsOf, visit } from "./parseModule";
import { sourceFiles } from "./sourceFiles";

/** Where words of errors are read all the same, and whose they are. */
const readers: Readonly<Record<string, string>> = {
  "src/client/answer/serviceProblem.ts": "of the service, which parts are made of",
  "src/client/errors/errors.ts": "the one place that makes messages of parts",
  "src/inputs/parseJson.ts": "of the engine, about JSON",
  "src/tasks/batches/LineCheck.ts": "of the engine, about JSON",
  "src/text/parseAnswer.ts": "of the engine, about JSON",
  "local/cli/exit.ts": "anybody's, shown on one line",
  "local/cli/helpText.ts": "of commander, about flags",
  "local/endpoint/aimock/askAimock.ts": "of aimock, whose refusals are passed on",
};

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

const files = [...sourceFiles("src"), ...sourceFiles("local")].filter(
  ({ path, text }) => path.endsWith(".ts") && text.includes("message"),
);

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
