import type { DiagnosisCheck } from "../../wire/connection";

/** What each check is about. */
const meanings: Readonly<Record<string, string>> = {
  DNS: "The name in Endpoint leads to an address.",
  TLS: "The server there answers in TLS, with a certificate that is trusted.",
  Credential: "The key or the token is there, and the service takes it.",
  Audience: "The token is made for this service.",
  Role: "The identity may call the service.",
  "Network rules": "The firewall of the resource lets the caller in.",
  Deployment: "The deployment is there, and answers.",
  "API version": "The service knows the version that the calls name.",
  "Quota headers": "Something is left of the quota, and the service says how much.",
};

const words: Readonly<Record<DiagnosisCheck["status"], string>> = {
  pass: "Passed",
  fail: "Failed",
  notReached: "Not checked",
};

/** A shape for each state, so that the color is not all that tells them apart. */
const shapes: Readonly<Record<DiagnosisCheck["status"], string>> = {
  pass: "M5 10.5l3.5 3.5L15 6.5",
  fail: "M6 6l8 8M14 6l-8 8",
  notReached: "M6 10h8",
};

const Light = ({ status }: { status: DiagnosisCheck["status"] }) => (
  <svg class={`light is-${status}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="9" />
    <path d={shapes[status]} />
  </svg>
);

/** The checks of a diagnosis as a list of lights: a word, a shape and a color for each. */
export const CheckLights = ({ checks }: { checks: readonly DiagnosisCheck[] }) => (
  <ol class="lights">
    {checks.map(({ check, status, durationMs, detail, mend }) => (
      <li key={check} class={`check is-${status}`}>
        <Light status={status} />
        <div class="check-head">
          <strong>{check}</strong>
          <span class={`check-word is-${status}`}>{words[status]}</span>
          {status !== "notReached" && <span class="quiet">{durationMs} ms</span>}
        </div>
        <div class="check-body">
          <p class="quiet">{meanings[check]}</p>
          {detail !== "" && <p>{detail}</p>}
          {mend !== "" && <p class={status === "fail" ? "mend" : "quiet"}>{mend}</p>}
        </div>
      </li>
    ))}
  </ol>
);
