/**
 * How both services name what a job made: `ft:base:organization:suffix:id`, `base.ft-` with a job's id, and a
 * checkpoint's id.
 */
const marker = /^ft:|[.:]ft-|^ftchkpt-/i;

/** True for a name that a fine-tuning job gave. Never asked of a deployment's name, which a customer chose. */
export const isFineTunedName = (name: string): boolean => marker.test(name);

/** The base model in the name of a fine-tuned one; undefined where it has none. */
export const baseInName = (name: string): string | undefined => {
  if (!isFineTunedName(name)) return undefined;
  const base = /^ft:/i.test(name) ? name.split(":")[1] : name.slice(0, Math.max(0, name.search(/[.:]ft-/i)));
  return base || undefined;
};
