/** What is looked for in a text, as the builder chose it. */
export interface RedactionRules {
  emailAddresses?: boolean | undefined;
  phoneNumbers?: boolean | undefined;
  paymentCards?: boolean | undefined;
  ibans?: boolean | undefined;
  /** IPv4, IPv6 and MAC addresses. */
  machineAddresses?: boolean | undefined;
  /** Names and other words, found as whole words in any case. */
  names?: readonly string[] | undefined;
  /** Regular expressions that `patternProblem` accepts. */
  patterns?: readonly string[] | undefined;
}

/** True where the rules look for something. */
export const looksForValues = ({ names, patterns, ...kinds }: RedactionRules): boolean =>
  Object.values(kinds).includes(true) || (names?.length ?? 0) > 0 || (patterns?.length ?? 0) > 0;
