/**
 * What a strict schema may hold. Properties and levels are Azure's (its page on structured outputs); the rest is
 * what OpenAI's guide said first and Azure's still does. OpenAI takes more by now: within these, both enforce it.
 */
const most = { properties: 100, levels: 5, enumValues: 500, characters: 15_000, nodes: 2000 };
/** An enum of more than 250 texts may have so many characters. */
const longEnum = { values: 250, characters: 7500 };

/** Thrown and caught while a strict schema is made: why the service can't enforce the schema, in words. */
export class NotStrict extends Error {}

/** Ends the making of a strict schema. */
export const notStrict = (reason: string): never => {
  throw new NotStrict(reason);
};

const lengthOf = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);

/** Counts what a strict schema holds, and ends its making where that is too much. */
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
