import type { Diagnosis } from "../../client/diagnosis/diagnose";
import { described, flag, listOf, number, objectOf, orNull, type Shape, text } from "../../output/shape";

const missingRole = {
  detail:
    "The call for the models was rejected (status 401, code PermissionDenied). The principal lacks the required data action.",
  mend: "Give the identity the role Cognitive Services OpenAI User on the resource; a new role takes up to 5 minutes to work.",
};

const needsRole = { status: "notReached", durationMs: 0, detail: "", mend: "Needs Role first." } as const;

/** Example of the output. */
export const exampleDiagnosis: Diagnosis = {
  ok: false,
  summary: `Role failed: ${missingRole.detail} ${missingRole.mend}`,
  endpoint: "https://my-resource.openai.azure.com/openai/v1",
  api: "v1",
  apiVersion: null,
  checks: [
    {
      check: "DNS",
      status: "pass",
      durationMs: 8,
      detail: "my-resource.openai.azure.com is 10.1.2.4 (private, as of a private endpoint).",
      mend: "",
    },
    {
      check: "TLS",
      status: "pass",
      durationMs: 31,
      detail: "TLSv1.3, with a certificate of Microsoft Azure RSA TLS Issuing CA 04 that ends on 2027-03-02.",
      mend: "",
    },
    {
      check: "Credential",
      status: "pass",
      durationMs: 240,
      detail: "A token is there, valid until 2026-11-21T10:00:00Z.",
      mend: "",
    },
    {
      check: "Audience",
      status: "pass",
      durationMs: 92,
      detail: "The token is for https://cognitiveservices.azure.com, and is taken.",
      mend: "",
    },
    { check: "Role", status: "fail", durationMs: 92, ...missingRole },
    { check: "Network rules", ...needsRole },
    { check: "Deployment", ...needsRole },
    { check: "API version", ...needsRole },
    { check: "Quota headers", ...needsRole },
  ],
};

/** Shape of the output: the result of a diagnosis. */
export const diagnosisShape: Shape<Diagnosis> = objectOf({
  ok: flag("True when no check failed"),
  summary: text("What is wrong and what to do, or that all passed"),
  endpoint: orNull(text("Base URL of the calls")),
  api: orNull(text<NonNullable<Diagnosis["api"]>>("v1, dated or openai")),
  apiVersion: orNull(text("The version that calls name")),
  checks: described(
    "What was checked, in this order: DNS, TLS, Credential, Audience, Role, Network rules, Deployment, API version, Quota headers",
    listOf(
      objectOf({
        check: text<Diagnosis["checks"][number]["check"]>(),
        status: text<Diagnosis["checks"][number]["status"]>("pass, fail or notReached"),
        durationMs: number("Milliseconds of the work that decided it"),
        detail: text("What was seen"),
        mend: text("What to do, or why the check was not reached"),
      }),
    ),
  ),
});
