import { fileOf } from "./bytesOf";
import { type FoundField, findField, type TemplateRecord } from "./fieldValue";
import { jsonText } from "./plainValue";
import { signSpelling, type Token, templateTokens, tokensWithin } from "./templateTokens";
import { utf8Text } from "./utf8Text";
import { visibleText } from "./visibleText";

/** What a template met when a record was filled in. */
interface FieldUse {
  /** Names that the record has. */
  found: string[];
  /** Names of placeholders that the record has no field for. */
  lacking: string[];
  /** Names of sections that the record has no field for, which leaves the section out. */
  absent: string[];
  /** What can't be filled in, each a sentence: names that may be several fields, files without text. */
  problems: string[];
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

const isSection = ([type]: Token): boolean => type === "#" || type === "^";
const isPlaceholder = ([type]: Token): boolean => type === "name" || type === "&";

/** Where names are looked up: a record, or what a section is about, within the views around it. */
interface View {
  value: unknown;
  /** The list that the value is an entry of. */
  list?: readonly unknown[];
  outer?: View;
}

/**
 * A name of this view, or of one around it. In a list of which some entries have the name, an entry without it does
 * not get the value of the record around the list.
 */
const lookUp = (view: View | undefined, name: string): FoundField | undefined => {
  if (!view) return undefined;
  if (name === ".") return { value: view.value };
  const found = findField(view.value, name);
  if (found) return found;
  const isOfEntries = view.list?.some((entry) => findField(entry, name) !== undefined);
  return isOfEntries ? undefined : lookUp(view.outer, name);
};

/** Fills in a template and notes every name that it meets. */
class Filling {
  readonly use: FieldUse = { found: [], lacking: [], absent: [], problems: [] };

  constructor(private readonly template: string) {}

  textOf(tokens: readonly Token[], view: View): string {
    return tokens.map((token) => this.piece(token, view)).join("");
  }

  private piece(token: Token, view: View): string {
    const [type, name] = token;
    if (type === "text") return name;
    if (type === "!") return this.comment(token, view);
    const value = this.valueOf(token, view);
    if (isPlaceholder(token)) return this.text(name, value);
    const isEmpty = !value || (Array.isArray(value) && value.length === 0);
    const within = tokensWithin(token);
    if (type === "^") return isEmpty ? this.textOf(within, view) : "";
    if (isEmpty) return "";
    if (value === true) return this.textOf(within, view);
    const list: unknown[] | undefined = Array.isArray(value) ? value : undefined;
    return (list ?? [value])
      .map((entry) => this.textOf(within, { value: entry, outer: view, ...(list && { list }) }))
      .join("");
  }

  private valueOf(token: Token, view: View): unknown {
    const [, name] = token;
    const found = lookUp(view, name);
    if (!found) (isSection(token) ? this.use.absent : this.use.lacking).push(name);
    else if ("value" in found) {
      this.use.found.push(name);
      return found.value;
    } else {
      const rivals = found.rivals.map((rival) => `"${visibleText(rival)}"`).join(" and ");
      this.use.problems.push(`{{${name}}} may be each of the fields ${rivals}. Rename one of them.`);
    }
    return undefined;
  }

  /** A field whose name begins with ! would be taken for a comment, and vanish in silence. */
  private comment([, , start, end]: Token, view: View): string {
    const tag = this.template.slice(start, end);
    const name = tag.slice(2, -2).trim();
    if (lookUp(view, name))
      this.use.problems.push(`${tag} is a comment. The field of that name is written ${signSpelling(name)}.`);
    return "";
  }

  /** A value as a prompt holds it. */
  private text(name: string, value: unknown): string {
    if (value === undefined || value === null) return "";
    if (typeof value === "string") return value;
    if (value instanceof Date) return value.toJSON() ?? "";
    if (typeof value !== "object") return String(value);
    const file = fileOf(value);
    if (!file) return jsonText(value);
    const text = utf8Text(file.bytes);
    if ("bytes" in text) return text.bytes.toString("utf8");
    this.use.problems.push(`{{${name}}} is a file without text: ${text.problem}`);
    return jsonText(file.bytes);
  }
}

/**
 * Reads a template: mustache placeholders ({{name}}, {{address.city}}) and sections, without escaping, partials
 * and functions. {{'{{'}} stands for two braces that open no placeholder.
 * @throws Error that names the label and the place of what can't be read.
 */
export const parsePromptTemplate = (label: string, text: string): PromptTemplate => {
  const tokens = templateTokens(label, text);
  const named = tokens.filter((token) => isSection(token) || isPlaceholder(token));
  return {
    label,
    text,
    fields: [...new Set(named.map(([, name]) => name))],
    render: (record) => new Filling(text).textOf(tokens, { value: record }),
    inspect: (record) => {
      const filling = new Filling(text);
      filling.textOf(tokens, { value: record });
      return filling.use;
    },
  };
};
