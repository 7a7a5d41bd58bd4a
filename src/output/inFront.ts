/**
 * What a step read of an answer, and the service's own fields behind it. Where a server gives a field of the same name,
 * the step's is kept: flows rely on its form.
 */
export const inFront = <Read extends object, Answer extends object>(
  read: Read,
  answer: Answer,
): Read & Answer => ({ ...read, ...answer, ...read });
