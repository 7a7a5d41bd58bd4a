import type { Difference } from "../../wire/comparison";
import { writePath } from "../../wire/writePath";

/** The most differences that a page is sent. */
const mostDifferences = 200;
/** Values that are looked at. */
const mostValues = 50_000;

type Found = Pick<Difference, "kind" | "expected" | "found">;

/** The differences of a result. One that is the same in many entries of a list is one. */
export class DifferenceList {
  private readonly byPlace = new Map<string, Difference>();
  private values = 0;
  isCut = false;

  /** True while another value may be looked at. */
  look(): boolean {
    this.values += 1;
    this.isCut ||= this.values > mostValues;
    return !this.isCut;
  }

  /** Adds one, with the names of lists and fields that lead to it. */
  add(segments: readonly string[], found: Found): void {
    const place = JSON.stringify([segments.map((name) => (/^\d+$/.test(name) ? "*" : name)), found]);
    const known = this.byPlace.get(place);
    if (known) known.places += 1;
    else if (this.byPlace.size >= mostDifferences) this.isCut = true;
    else {
      const path = writePath("", segments).replace(/^\./, "").slice(0, 1_000);
      this.byPlace.set(place, { path, ...found, places: 1 });
    }
  }

  list(): Difference[] {
    return [...this.byPlace.values()];
  }
}
