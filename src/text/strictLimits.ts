/**
 * Limits of a strict schema. Those on properties and levels are Azure's (its page on structured outputs); the others
 * were first in OpenAI's guide and are still Azure's. OpenAI has raised them, so both services accept a schema within
 * these.
 */
const most = { properties: 100, levels: 5, enumValues: 500, characters: 15_000, nodes: 2000 };
/** Limit on the characters of an enum with more than 250 texts. */
const longEnum = { values: 250, characters: 7500 };

/** Ends the making of a strict schema, with the reason in words. It is caught in `strictSchema`. */
export class NotStrict extends Error {}

/** @throws NotStrict, always. */
export const notStrict = (reason: string): never => {
  throw new NotStrict(reason);
};

const lengthOf = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);

/** Counts the parts of a strict schema, and throws NotStrict above a limit. */
export class StrictLimits {
  private properties = 0;
  private enumValues = 0;
  private characters = 0;
  private nodes = 0;

  level(level: number): void {
    this.nodes += 1;
    if (this.nodes > most.nodes) notStrict("it has too many parts once its references are followed");
    this.depth(level);
  }

  depth(levels: number): void {
    if (levels > most.levels) notStrict(`it has more than ${most.levels} levels`);
  }

  names(names: readonly string[]): void {
    this.properties += names.length;
    if (this.properties > most.properties) notStrict(`it has more than ${most.properties} properties`);
    this.text(names);
  }

  text(values: readonly unknown[]): void {
    this.characters += lengthOf(values);
    if (this.characters > most.characters)
      notStrict(`its names and values have more than ${most.characters} characters`);
  }

  values(place: string, values: readonly unknown[]): void {
    this.enumValues += values.length;
    if (this.enumValues > most.enumValues) notStrict(`its enums have more than ${most.enumValues} values`);
    if (values.length > longEnum.values && lengthOf(values) > longEnum.characters)
      notStrict(
        `${place} has more than ${longEnum.values} values of more than ${longEnum.characters} characters`,
      );
    this.text(values);
  }
}
