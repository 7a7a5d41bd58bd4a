import mustache from "mustache";
import { refuseInput } from "./InputError";

/** A token of mustache: text, a placeholder, a section with its own tokens, or a comment. */
export type Token = [type: string, name: string, start: number, end: number, tokens?: Token[] | string];

/** A longer tag lacks its end, and would be slow to search. */
const longestTag = 500;
const longestComment = 20_000;
/** Most levels of sections: more would overflow the stack. */
const mostLevels = 50;
/** A tag that stands for two braces. */
const literalBraces = /^(['"])\{\{\1$/;

const place = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split("\n");
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
};

/** The placeholder of a field whose name begins with a sign of mustache. */
export const signSpelling = (name: string): string => `{{&${name}}}`;

const fieldNamed = (name: string): string => ` A field of that name is written ${signSpelling(name)}.`;
const openBraces = " Two braces that open no placeholder are written {{'{{'}}.";

interface Tag {
  start: number;
  /** The text between the braces, trimmed. */
  inner: string;
}

class TemplateReader {
  constructor(
    private readonly label: string,
    private readonly text: string,
  ) {}

  read(): Token[] {
    const tags = this.tags();
    let tokens: Token[];
    try {
      // mustache's cache of templates is not used: this template is parsed once and then rendered from its tokens.
      tokens = new mustache.Writer().parse(this.text) as Token[];
    } catch (error) {
      return this.refuseSyntax((error as Error).message, tags);
    }
    for (const token of tokens) this.check(token);
    return tokens;
  }

  /** The tags of the text. mustache itself would search for a missing end again and again. */
  private tags(): Tag[] {
    const tags: Tag[] = [];
    for (let start = this.text.indexOf("{{"); start >= 0; ) {
      const end = this.text.indexOf("}}", start + 2);
      if (end < 0) return this.refuse("the {{ has no }}", start, openBraces);
      const inner = this.text.slice(start + 2, end).trim();
      const longest = inner.startsWith("!") ? longestComment : longestTag;
      if (end - start > longest)
        return this.refuse(`the {{ has no }} within ${longest} characters`, start, openBraces);
      if (inner.startsWith("="))
        return this.refuse("the delimiters {{ and }} can't be changed", start, fieldNamed(inner));
      tags.push({ start, inner });
      start = this.text.indexOf("{{", end + 2);
    }
    return tags;
  }

  private refuseSyntax(message: string, tags: readonly Tag[]): never {
    const offset = Number(/ at (\d+)$/.exec(message)?.[1] ?? this.text.length);
    const name = /^(?:Unclosed|Unopened) section "(.*)"/s.exec(message)?.[1] ?? "";
    const isOf = (tag: Tag, signs: string): boolean =>
      signs.includes(tag.inner.charAt(0)) && tag.inner.slice(1).trim() === name;
    if (message.startsWith("Unclosed section")) {
      const opening = tags.findLast((tag) => isOf(tag, "#^"));
      const shown = opening?.inner ?? `#${name}`;
      return this.refuse(`the section {{${shown}}} is not closed by {{/${name}}}`, offset, fieldNamed(shown));
    }
    if (message.startsWith("Unopened section")) {
      const closing = tags.find((tag) => tag.start >= offset && isOf(tag, "/"));
      const shown = closing?.inner ?? `/${name}`;
      return this.refuse(`{{${shown}}} closes a section that was not opened`, offset, fieldNamed(shown));
    }
    if (message.startsWith("Unclosed tag")) return this.refuse("a placeholder is not closed", offset);
    return this.refuse(message, offset);
  }

  private check(token: Token, level = 0): void {
    const [type, name, start] = token;
    if (type === ">")
      this.refuse(
        `{{> ${name}}} would include another template, of which there is none`,
        start,
        fieldNamed(`>${name}`),
      );
    if (type !== "text" && type !== "!" && name.trim() === "")
      this.refuse("a placeholder has no name", start);
    if (type === "name" && literalBraces.test(name)) token.splice(0, 2, "text", "{{");
    if (level > mostLevels) this.refuse(`sections are nested more than ${mostLevels} levels deep`, start);
    for (const inner of tokensWithin(token)) this.check(inner, level + 1);
  }

  private refuse(what: string, offset: number, hint = ""): never {
    return refuseInput(
      this.label,
      `${what}, ${place(this.text, offset)}.`,
      `Enter placeholders such as {{name}}.${hint}`,
    );
  }
}

/** The tokens of a section; none for any other token. */
export const tokensWithin = ([, , , , tokens]: Token): Token[] => (Array.isArray(tokens) ? tokens : []);

/**
 * Parses a template into its tokens.
 * @throws InputError with the label and the place of a part that can't be read.
 */
export const templateTokens = (label: string, text: string): Token[] =>
  new TemplateReader(label, text).read();
