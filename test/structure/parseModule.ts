import { parseSync } from "@swc/core";

/** One import, export-from, `import()` or `import("…").Type` of a module. */
export interface ModuleImport {
  specifier: string;
  /** The names that are imported as values; `*` for a whole module, `default` for its default. */
  names: string[];
}

/** A regular expression as it is written. */
export interface ModulePattern {
  source: string;
  flags: string;
}

/** What the structure tests know of a module. */
export interface ParsedModule {
  imports: ModuleImport[];
  /** How often the type `any` is written. */
  anyCount: number;
  /** Its regular expressions. */
  patterns: ModulePattern[];
  /** How often it makes a regular expression from a text. */
  madePatternCount: number;
  /** How many lines each of its functions and methods has, and in which line it begins. */
  functions: Array<{ line: number; lines: number }>;
}

/** A part of a module as the parser has it. */
export interface SyntaxNode {
  type?: string;
  [property: string]: unknown;
}

/** A module reads these faster as its own than through the context of the tests. */
const [{ isArray }, { keys }] = [Array, Object];

const stringOf = (node: unknown): string => (node as { value: string }).value;

const nameOf = (specifier: SyntaxNode): string[] => {
  if (specifier["isTypeOnly"] === true) return [];
  switch (specifier.type) {
    case "ImportDefaultSpecifier":
      return ["default"];
    case "ImportNamespaceSpecifier":
    case "ExportNamespaceSpecifier":
      return ["*"];
    default:
      return [stringOf(specifier["imported"] ?? specifier["orig"] ?? specifier["local"])];
  }
};

const importOf = (node: SyntaxNode): ModuleImport | undefined => {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration": {
      if (!node["source"]) return undefined;
      const specifiers = node["typeOnly"] === true ? [] : (node["specifiers"] as SyntaxNode[]);
      return { specifier: stringOf(node["source"]), names: specifiers.flatMap(nameOf) };
    }
    case "ExportAllDeclaration":
      return { specifier: stringOf(node["source"]), names: ["*"] };
    case "TsImportType":
      return { specifier: stringOf(node["argument"]), names: [] };
    case "CallExpression": {
      const [first] = node["arguments"] as Array<{ expression: SyntaxNode }>;
      const isImport = (node["callee"] as SyntaxNode).type === "Import";
      const isRequire = (node["callee"] as SyntaxNode)["value"] === "require";
      if ((!isImport && !isRequire) || first?.expression.type !== "StringLiteral") return undefined;
      return { specifier: stringOf(first.expression), names: ["*"] };
    }
    default:
      return undefined;
  }
};

/** Shows a part of a module, and every part of it but its places in the text. */
export const visit = (value: unknown, see: (node: SyntaxNode) => void): void => {
  if (typeof value !== "object" || value === null) return;
  if (!isArray(value)) see(value as SyntaxNode);
  for (const key of keys(value)) {
    const entry = (value as SyntaxNode)[key];
    if (typeof entry === "object" && key !== "span") visit(entry, see);
  }
};

const isMadePattern = ({ type, callee }: SyntaxNode): boolean =>
  (type === "NewExpression" || type === "CallExpression") &&
  (callee as SyntaxNode | undefined)?.["value"] === "RegExp";

const functionTypes = new Set([
  "ArrowFunctionExpression",
  "FunctionDeclaration",
  "FunctionExpression",
  "ClassMethod",
  "PrivateMethod",
  "MethodProperty",
]);

/** Tells the line, from 1, of a place as the parser counts it: in bytes, from 1. */
const lineCounter = (text: string): ((place: number) => number) => {
  const bytes = Buffer.from(text);
  return (place) => bytes.toString("latin1", 0, place - 1).split("\n").length;
};

const parseBy = (text: string, tsx: boolean): SyntaxNode[] =>
  parseSync(text, { syntax: "typescript", tsx, target: "es2023" }).body as unknown as SyntaxNode[];

/** The statements of a TypeScript module, with or without elements of a page in it. */
export const statementsOf = (text: string): SyntaxNode[] => {
  try {
    return parseBy(text, false);
  } catch {
    return parseBy(text, true);
  }
};

const parseText = (text: string): ParsedModule => {
  const parsed: ParsedModule = { imports: [], anyCount: 0, patterns: [], madePatternCount: 0, functions: [] };
  const lineAt = lineCounter(text);
  visit(statementsOf(text), (node) => {
    const found = importOf(node);
    if (found) parsed.imports.push(found);
    if (node.type === "TsKeywordType" && node["kind"] === "any") parsed.anyCount += 1;
    if (node.type === "RegExpLiteral")
      parsed.patterns.push({ source: String(node["pattern"]), flags: String(node["flags"]) });
    if (isMadePattern(node)) parsed.madePatternCount += 1;
    if (functionTypes.has(node.type ?? "")) {
      const { start, end } = node["span"] as { start: number; end: number };
      const line = lineAt(start);
      parsed.functions.push({ line, lines: lineAt(end) - line + 1 });
    }
  });
  return parsed;
};

const parsedModules = new Map<string, ParsedModule>();

/**
 * Reads what a TypeScript module imports and which patterns it has, and counts its `any`s, by parsing it. Each text is
 * parsed once.
 */
export const parseModule = (text: string): ParsedModule => {
  const parsed = parsedModules.get(text) ?? parseText(text);
  parsedModules.set(text, parsed);
  return parsed;
};
