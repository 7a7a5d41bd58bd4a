/** A fault that one click sets. */
interface FaultPreset {
  label: string;
  fault: Readonly<Record<string, unknown>>;
}

/** What is tried most often. */
export const faultPresets: readonly FaultPreset[] = [
  { label: "429 three times", fault: { kind: "rateLimited", retryAfter: 1, times: 3 } },
  { label: "503 once", fault: { kind: "status", status: 503 } },
  { label: "Reset in the middle", fault: { kind: "resetMidBody" } },
  { label: "Hang", fault: { kind: "hang" } },
  { label: "HTML page of a proxy", fault: { kind: "html" } },
  { label: "Half of the JSON", fault: { kind: "truncatedJson" } },
  { label: "Billing exhausted", fault: { kind: "quotaExceeded" } },
];
