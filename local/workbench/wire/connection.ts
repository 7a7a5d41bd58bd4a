import type { EnteredForm } from "./entered";
import type { RunProblem, RunView } from "./run";

/** Where a connection comes from: the local services, the environment, or a form that was filled in. */
export type ConnectionOrigin = "local" | "environment" | "typed";

/** A field of a connection, as far as a page may know it. */
export interface ConnectionField {
  key: string;
  label: string;
  isSecret: boolean;
  isSet: boolean;
  /** What was entered; absent for a secret, and where nothing was. */
  value?: unknown;
}

/** A connection without its secrets. */
export interface ConnectionView {
  id: string;
  label: string;
  origin: ConnectionOrigin;
  description: string;
  /** Key of the component's connection, such as `apiKey`, and its label. */
  kind: string;
  kindLabel: string;
  fields: ConnectionField[];
}

/** One of the component's connections. */
export interface ConnectionKindView {
  key: string;
  label: string;
  description: string;
  /** True where the platform signs a user in, which nothing does here: an access token is pasted in its place. */
  signsIn: boolean;
  /** True where the platform's on-premises agent leads to the service. */
  isOnPremises: boolean;
}

/** The ways to type a connection. */
export interface ConnectionKinds {
  kinds: ConnectionKindView[];
  /** Sentences on what the environment describes in part. */
  problems: string[];
}

/** Key of the box for the access token of a sign-in, which is no field of a connection. */
export const signInTokenKey = "signInToken";

/** A connection that was typed. */
export interface TypedConnection {
  /** Of the one to change; absent for a new one. */
  id?: string;
  /** Default: its kind and its address. */
  label?: string;
  kind: string;
  /** Secrets that are absent stay as they were. */
  form: EnteredForm;
  /** Keys of secrets to forget. */
  forget?: string[];
}

/** What became of a typed connection: it is kept, or a box has to be mended. */
export type SavedConnection = { connection: ConnectionView } | { problem: RunProblem };

/** One check of a diagnosis. */
export interface DiagnosisCheck {
  check: string;
  status: "pass" | "fail" | "notReached";
  durationMs: number;
  /** What was seen. */
  detail: string;
  /** What to do, or why the check was not reached. */
  mend: string;
}

/** What Diagnose Connection found, and its run. */
export interface DiagnosisView {
  run: RunView;
  /** Absent where the run failed. */
  diagnosis?: {
    ok: boolean;
    summary: string;
    endpoint: string | null;
    api: string | null;
    apiVersion: string | null;
    checks: DiagnosisCheck[];
  };
}
