import { Pacer } from "./pacer";

/** Those of this process: parallel steps share a quota, and must not fight over it. */
const pacers = new Map<string, Pacer>();
const mostPacers = 200;

/** The pacer of a deployment with a credential, by a key that tells them apart. */
export const pacerFor = (key: string): Pacer => {
  const known = pacers.get(key);
  if (known) return known;
  const oldest = pacers.keys().next().value;
  if (pacers.size >= mostPacers && oldest !== undefined) pacers.delete(oldest);
  const pacer = new Pacer();
  pacers.set(key, pacer);
  return pacer;
};
