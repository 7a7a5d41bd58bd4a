import { fileOf } from "./bytesOf";
import { type FoundField, findField, type TemplateRecord } from "./fieldValue";
import { jsonText } from "./plainValue";
import { signSpelling, type Token, templateTokens, tokensWithin } from "./templateTokens";
import { utf8Text } from "./utf8Text";
import { visibleText } from "./visibleText";

/** How a template's names matched a record. */
interface FieldUse {
  /** Names that the record has. */
  found: string[];
  /** Names of placeholders that the record lacks. */
  lacking: string[];
  /** Names of sections that the record lacks: these sections are left out. */
  absent: string[];
  /**
   * A sentence for each value that can't be filled in: several fields look like its name, or it is a file without
   * text.
   */
  problems: string[];
}

/** A prompt with placeholders for the fields of records. */
export interface PromptTemplate {
  /** The label of the template's input. */
  readonly label: string;
  readonly text: string;
  /** Names of sections, and of placeholders outside of sections, in order. */
  readonly fields: readonly string[];
  /** Makes the prompt of a record: texts as they are, objects and lists as JSON, missing fields as nothing. */
  render(record: TemplateRecord): string;
  /** Matches the template's names with a record. */
  inspect(record: TemplateRecord): FieldUse;
}

const isSection = ([type]: Token): boolean => type === "#" || type === "^";
const isPlaceholder = ([type]: Token): boolean => type === "name" || type === "&";

/** A scope for names: a record or the value of a section, within outer scopes. */
interface View {
  value: unknown;
  /** The list of which the value is an entry. */
  list?: readonly unknown[];
  outer?: View;
}

/**
 * Looks a name up in this scope and the outer ones. Where some entries of a list have the name, an entry without it
 * does not get the value of the outer record.
 */
const lookUp = (view: View | undefined, name: string): FoundField | undefined => {
  if (!view) return undefined;
  if (name === ".") return { value: view.value };
  const found = findField(view.value, name);
  if (found) return found;
  const isOfEntries = view.list?.some((entry) => findField(entry, name) !== undefined);
  return isOfEntries ? undefined : lookUp(view.outer, name);
};

/** Fills in a template and notes the names in it. */
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

  /** A placeholder of a field whose name begins with ! looks like a comment, and would silently be left out. */
  private comment([, , start, end]: Token, view: View): string {
    const tag = this.template.slice(start, end);
    const name = tag.slice(2, -2).trim();
    if (lookUp(view, name))
      this.use.problems.push(`${tag} is a comment. The field of that name is written ${signSpelling(name)}.`);
    return "";
  }

  /** A value as text for a prompt. */
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
 * Reads a template with mustache placeholders ({{name}}, {{address.city}}) and sections, without escaping, partials
 * and functions. {{'{{'}} stands for two braces.
 * @throws InputError with the label and the place of a part that can't be read.
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
