import { seededRandom } from "../../local/endpoint/server/seededRandom";

/** The items in an order that the seed gives, each order as likely as another; its beginning is a random sample. */
export const shuffle = <Item>(items: readonly Item[], seed: number): Item[] => {
  const next = seededRandom(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
};
