import mustache from "mustache";

/** An object that a template is filled in from. */
export type TemplateRecord = Readonly<Record<string, unknown>>;

/** What a template met when a record was filled in. */
export interface FieldUse {
  /** Names that the record has. */
  found: string[];
  /** Names of placeholders that the record has no field for. */
  lacking: string[];
  /** Names of sections that the record has no field for, which leaves the section out. */
  absent: string[];
}

/** A prompt with placeholders for the fields of records. */
export interface PromptTemplate {
  /** The label of the input that it was entered in. */
  readonly label: string;
  readonly text: string;
  /** Names that stand in it outside of sections, and of the sections, in their order. */
  readonly fields: readonly string[];
  /** The prompt of a record: texts as they are, objects and lists as JSON, what is not there as nothing. */
  render(record: TemplateRecord): string;
  /** The names that a record has and lacks. */
  inspect(record: TemplateRecord): FieldUse;
}

type Token = [type: string, name: string, start: number, end: number, tokens?: Token[] | string];

const ownValue = (holder: unknown, name: string): unknown => {
  if (typeof holder !== "object" || holder === null) return undefined;
  // False for what is inherited as well; the length of a list is its own, but no field.
  if (!Object.prototype.propertyIsEnumerable.call(holder, name)) return undefined;
  const value = (holder as TemplateRecord)[name];
  // A function is no value, and is never called.
  return typeof value === "function" ? undefined : value;
};

/** The value of a field by its name, or by a dotted path through objects and lists; undefined without one. */
export const fieldValue = (record: unknown, name: string): unknown => {
  const direct = ownValue(record, name);
  if (direct !== undefined || !name.includes(".")) return direct;
  return name.split(".").reduce(ownValue, record);
};

/** A value as a prompt holds it. */
const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  if (value instanceof Date) return value.toJSON() ?? "";
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? String(inner) : inner));
};

/** Fields by own properties alone: what every object inherits, such as constructor, is no field. */
class FieldContext extends mustache.Context {
  override push(view: unknown): FieldContext {
    return new FieldContext(view, this);
  }

  override lookup(name: string): unknown {
    if (name === ".") return this.view;
    const value = fieldValue(this.view, name);
    return value === undefined ? this.parent?.lookup(name) : value;
  }
}

/** Writes values into a prompt, in which nothing is HTML and no section is a function. */
class PromptWriter extends mustache.Writer {
  override escapedValue(token: string[], context: mustache.Context): string {
    return textOf(context.lookup(token[1] ?? ""));
  }

  override unescapedValue(token: string[], context: mustache.Context): string {
    return this.escapedValue(token, context);
  }
}

const place = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split("\n");
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
};

const syntaxErrors: ReadonlyArray<readonly [RegExp, (name: string) => string]> = [
  [/^Unclosed tag/, () => "the {{ has no }}"],
  [/^Unclosed section "(.*)"/s, (name) => `the section {{#${name}}} is not closed by {{/${name}}}`],
  [/^Unopened section "(.*)"/s, (name) => `{{/${name}}} closes a section that was not opened`],
];

const syntaxError = (label: string, text: string, { message }: Error): Error => {
  const [pattern, describe] = syntaxErrors.find(([known]) => known.test(message)) ?? [/^/, () => message];
  const named = Number(/ at (\d+)$/.exec(message)?.[1] ?? text.length);
  const unclosed = text.indexOf("{{", text.lastIndexOf("}}") + 1);
  const offset = message.startsWith("Unclosed tag") && unclosed >= 0 ? unclosed : named;
  const what = describe(pattern.exec(message)?.[1] ?? "");
  return new Error(`${label}: ${what}, ${place(text, offset)}. Enter placeholders such as {{name}}.`);
};

const isSection = ([type]: Token): boolean => type === "#" || type === "^";
const isPlaceholder = ([type]: Token): boolean => type === "name" || type === "&";
const within = ([, , , , tokens]: Token): Token[] => (Array.isArray(tokens) ? tokens : []);

const checkToken = (label: string, text: string, token: Token): void => {
  const [type, name, start] = token;
  const refuse = (what: string): never => {
    throw new Error(`${label}: ${what}, ${place(text, start)}. Enter placeholders such as {{name}}.`);
  };
  if (type === ">") refuse(`{{> ${name}}} would include another template, of which there is none`);
  if (type === "=") refuse("the delimiters {{ and }} can't be changed");
  if (type !== "text" && type !== "!" && name.trim() === "") refuse("a placeholder has no name");
  for (const inner of within(token)) checkToken(label, text, inner);
};

/** Goes through a template as rendering does, and notes every name. */
const inspectTokens = (tokens: readonly Token[], context: FieldContext, use: FieldUse): FieldUse => {
  for (const token of tokens.filter((candidate) => isSection(candidate) || isPlaceholder(candidate))) {
    const [type, name] = token;
    const value = context.lookup(name);
    if (value !== undefined) use.found.push(name);
    else (isSection(token) ? use.absent : use.lacking).push(name);
    const isEmpty = !value || (Array.isArray(value) && value.length === 0);
    if (type === "^" && isEmpty) inspectTokens(within(token), context, use);
    if (type !== "#" || isEmpty) continue;
    const views: unknown[] = Array.isArray(value) ? value : [value];
    for (const view of views) inspectTokens(within(token), context.push(view), use);
  }
  return use;
};

/**
 * Reads a template: mustache placeholders ({{name}}, {{address.city}}) and sections, without escaping, partials
 * and functions.
 * @throws Error that names the label and the place of what can't be read.
 */
export const parsePromptTemplate = (label: string, text: string): PromptTemplate => {
  const writer = new PromptWriter();
  // The one template is parsed once, and rendered by its tokens.
  let tokens: Token[];
  try {
    tokens = writer.parse(text) as Token[];
  } catch (error) {
    throw syntaxError(label, text, error as Error);
  }
  for (const token of tokens) checkToken(label, text, token);
  const named = tokens.filter((token) => isSection(token) || isPlaceholder(token));
  return {
    label,
    text,
    fields: [...new Set(named.map(([, name]) => name))],
    render: (record) => writer.renderTokens(tokens as unknown as string[][], new FieldContext(record)),
    inspect: (record) =>
      inspectTokens(tokens, new FieldContext(record), { found: [], lacking: [], absent: [] }),
  };
};
