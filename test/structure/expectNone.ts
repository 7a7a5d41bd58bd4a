/** Fails with every problem on a line of its own, and says where the rules are. */
export const expectNone = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `- ${problem}`).join("\n");
  throw new Error(`${lines}\nThe rules are in CONTRIBUTING.md, under "Add an action".`);
};
