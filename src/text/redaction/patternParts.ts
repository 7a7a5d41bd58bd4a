/** A part of a regular expression. */
export type PatternPart =
  | { type: "character"; source: string }
  /** A part of no length: an anchor, or a look around whose choices are given. */
  | { type: "place"; source: string; choices: PatternPart[][] }
  | { type: "reference"; source: string }
  | { type: "group"; source: string; choices: PatternPart[][] }
  | { type: "repeat"; source: string; part: PatternPart; least: number; most: number };

const escaped = /\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|k<[^>]*>|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|[1-9]\d*|.)/isuy;
const set = /\[(?:\\.|[^\]\\])*\]/suy;
const opening = /\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/uy;
const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/uy;
const single = /./suy;

/** Reads a regular expression that the engine accepts with the flag `u`. */
class PatternReader {
  private place = 0;

  constructor(private readonly pattern: string) {}

  /** The alternatives up to a closing parenthesis, or to the end. */
  choices(): PatternPart[][] {
    const choices: PatternPart[][] = [[]];
    while (this.place < this.pattern.length && this.pattern.charAt(this.place) !== ")") {
      if (this.pattern.charAt(this.place) === "|") {
        this.place += 1;
        choices.push([]);
      } else choices.at(-1)?.push(this.part());
    }
    return choices;
  }

  private part(): PatternPart {
    const start = this.place;
    const part = this.plain();
    const counted = this.take(quantifier);
    if (!counted) return part;
    const source = this.pattern.slice(start, this.place);
    const [sign, least = "", comma, most] = counted;
    if (least !== "") {
      const end = comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY;
      return { type: "repeat", source, part, least: Number(least), most: end };
    }
    const isOptional = sign.startsWith("?");
    return {
      ...{ type: "repeat", source, part },
      least: sign.startsWith("+") ? 1 : 0,
      most: isOptional ? 1 : Number.POSITIVE_INFINITY,
    };
  }

  private plain(): PatternPart {
    const start = this.place;
    const begun = this.take(opening)?.[0];
    if (begun !== undefined) {
      const choices = this.choices();
      this.place += 1;
      const source = this.pattern.slice(start, this.place);
      return { type: /^\(\?<?[=!]/.test(begun) ? "place" : "group", source, choices };
    }
    const source = (this.take(escaped) ?? this.take(set) ?? this.take(single))?.[0] ?? "";
    if (/^(?:\^|\$|\\[bB])$/.test(source)) return { type: "place", source, choices: [[]] };
    return { type: /^\\(?:k|[1-9])/.test(source) ? "reference" : "character", source };
  }

  private take(token: RegExp): RegExpExecArray | undefined {
    token.lastIndex = this.place;
    const found = token.exec(this.pattern) ?? undefined;
    this.place += found?.[0].length ?? 0;
    return found;
  }
}

/** Reads a regular expression, which the engine has to accept with the flag `u`, into its alternatives. */
export const patternParts = (pattern: string): PatternPart[][] => new PatternReader(pattern).choices();
