/**
 * A value as JSON without secrets. Where one occurs, texts alone are changed, so that a secret that is spelled like a
 * name does not break the answer.
 */
export const safeJson = (value: unknown, redact: (text: string) => string): string => {
  const text = JSON.stringify(value ?? null);
  if (redact(text) === text) return text;
  return JSON.stringify(value, (_name, entry: unknown) =>
    typeof entry === "string" ? redact(entry) : entry,
  );
};
