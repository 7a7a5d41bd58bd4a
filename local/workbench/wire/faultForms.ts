/** A field of a kind of fault. */
export interface FaultField {
  key: string;
  label: string;
  type: "number" | "text" | "json" | "choice";
  /** Choices, of which the first is preset. */
  choices?: readonly (string | number)[];
  isRequired?: boolean;
  placeholder?: string;
}

/** A kind of fault as a form shows it. */
export interface FaultForm {
  kind: string;
  label: string;
  fields: readonly FaultField[];
}

const status: FaultField = { key: "status", label: "Status", type: "number", isRequired: true };
const body: FaultField = { key: "body", label: "Body", type: "json" };

/** All kinds of fault, in the order of a list to choose from. */
export const faultForms: readonly FaultForm[] = [
  {
    kind: "status",
    label: "A status of choice",
    fields: [
      { ...status, placeholder: "503" },
      { ...body, placeholder: '{"error": {"message": "Try later."}}' },
      { key: "headers", label: "Headers", type: "json", placeholder: '{"retry-after": "2"}' },
      { key: "contentType", label: "Content Type", type: "text", placeholder: "application/json" },
    ],
  },
  {
    kind: "rateLimited",
    label: "429, rate limit",
    fields: [
      { key: "retryAfter", label: "Retry-After", type: "text", placeholder: "2, or a date" },
      { key: "retryAfterMs", label: "retry-after-ms", type: "number" },
      { key: "xMsRetryAfterMs", label: "x-ms-retry-after-ms", type: "number" },
    ],
  },
  { kind: "quotaExceeded", label: "429, billing exhausted", fields: [] },
  {
    kind: "contentFilter",
    label: "400, content filter",
    fields: [{ key: "shape", label: "Shape", type: "choice", choices: ["D", "E", "F"], isRequired: true }],
  },
  {
    kind: "redirect",
    label: "A redirect",
    fields: [
      { ...status, type: "choice", choices: [302, 301, 303, 307, 308] },
      { key: "location", label: "Location", type: "text", isRequired: true },
    ],
  },
  { kind: "html", label: "200, an HTML page of a proxy", fields: [] },
  { kind: "empty", label: "200, an empty body", fields: [] },
  { kind: "errorObject", label: "200, an error as the body", fields: [body] },
  { kind: "truncatedJson", label: "200, JSON that stops in the middle", fields: [] },
  { kind: "truncate", label: "Fewer bytes than promised", fields: [] },
  { kind: "reset", label: "The connection is reset at once", fields: [] },
  { kind: "resetMidBody", label: "The connection is reset in the middle", fields: [] },
  { kind: "hang", label: "No answer, ever", fields: [] },
  { kind: "pass", label: "Nothing: let one request through", fields: [] },
];
