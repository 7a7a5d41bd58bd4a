const pairs = ["⟦⟧", "⟪⟫", "⦃⦄", "⧼⧽"];

/** Marks of the form of ours that a text has itself. */
const ownMarks = /⟦(\d{1,9})/g;

/** Makes marks for what a translation keeps. None occurs in the text, and none is made twice. */
export class Marks {
  private readonly pair: string;
  private count = 0;

  constructor(text: string) {
    const free = pairs.find(([open = "", close = ""]) => !text.includes(open) && !text.includes(close));
    this.pair = free ?? "⟦⟧";
    if (free === undefined)
      for (const [, digits] of text.matchAll(ownMarks)) this.count = Math.max(this.count, Number(digits));
  }

  next(): string {
    this.count += 1;
    return `${this.pair.charAt(0)}${this.count}${this.pair.charAt(1)}`;
  }
}
