import { fuzzSettings } from "./fuzzSettings";

const mostFaults = 20;

/**
 * A test of many cases, each known by the seed it is made of; it fails with what was found in them.
 * @param faultOf - runs one case, and tells what is wrong with what came of it
 */
export const fuzzCases = (
  name: string,
  faultOf: (seed: number) => Promise<string | undefined>,
  share = 1,
): void => {
  const { seed } = fuzzSettings;
  const cases = Math.ceil(fuzzSettings.cases * share);
  test(
    name,
    async () => {
      const faults: string[] = [];
      for (let number = seed; number < seed + cases && faults.length < mostFaults; number += 1) {
        const fault = await faultOf(number);
        if (fault) faults.push(`seed ${number}, ${fault}`);
      }
      expect(faults).toEqual([]);
    },
    Math.max(10 * 60_000, cases * 300),
  );
};
