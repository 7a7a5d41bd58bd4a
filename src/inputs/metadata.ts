import { refuse } from "./cleaners";
import { cleanTextPairs } from "./cleanTextPairs";

const label = "Metadata";
const longestName = 64;
const longestValue = 512;

/**
 * Notes to keep with something at the service, in their order: as many pairs as it takes beside the connector's own.
 * @throws InputError by the label for more or longer ones.
 */
export const cleanMetadata =
  (mostPairs: number) =>
  (value: unknown): Array<readonly [name: string, value: string]> => {
    const pairs = cleanTextPairs(label)(value);
    if (pairs.length > mostPairs) refuse(label, `${pairs.length} pairs`, `Enter ${mostPairs} at most.`);
    for (const [name, entry] of pairs) {
      if (name.length > longestName) refuse(label, name, `Enter names of ${longestName} characters at most.`);
      if (entry.length > longestValue)
        refuse(label, entry, `Enter values of ${longestValue} characters at most.`);
    }
    return pairs;
  };
