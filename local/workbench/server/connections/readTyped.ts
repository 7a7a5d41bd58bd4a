import { randomUUID } from "node:crypto";
import type { Component, Connection } from "@prismatic-io/spectral/dist/serverTypes";
import type { EnteredConnection } from "../../../platform/connection";
import { isMissing } from "../../../platform/enteredInputs";
import { shownAddress } from "../../../platform/environmentConnection";
import { isRecord } from "../../../platform/isRecord";
import { signInTokenKey, type TypedConnection } from "../../wire/connection";
import type { EnteredForm } from "../../wire/entered";
import type { RunProblem } from "../../wire/run";
import { RequestError } from "../http/RequestError";
import { resolveForm } from "../runs/resolveForm";
import type { Workbench } from "../workbench";
import type { ShelvedConnection } from "./ShelvedConnection";
import { hiddenSpellings, isSecretField, secretTexts } from "./secretTexts";
import { signsIn } from "./showConnection";

/** The longest name of a connection, in characters. */
const longestLabel = 100;

/** What a page typed, as far as it is understood. */
export const typedConnection = (body: unknown): TypedConnection => {
  const { id, label, kind, form, forget } = isRecord(body) ? body : {};
  if (typeof kind !== "string" || !isRecord(form)) {
    throw new RequestError(400, "The page sent a connection without its kind or form: reload the page.");
  }
  return {
    ...{ kind, form: form as EnteredForm },
    ...(typeof id === "string" && { id }),
    ...(typeof label === "string" && label.trim() !== "" && { label: label.trim().slice(0, longestLabel) }),
    ...(Array.isArray(forget) && { forget: forget.map(String) }),
  };
};

const declaredOf = ({ connections }: Component, kind: string): Connection => {
  const declared = connections.find(({ key }) => key === kind);
  if (!declared) throw new RequestError(404, `The component has no connection "${kind.slice(0, 100)}".`);
  return declared;
};

/** A reference in a box of a connection: steps run after it. */
const refuseReference = ({ inputs }: Connection, form: EnteredForm): RunProblem | undefined => {
  const box = inputs.find(({ key }) => {
    const entered = form[key];
    return isRecord(entered) && ("reference" in entered || "template" in entered);
  });
  return (
    box && {
      message: `${box.label}: a connection is there before all steps. Enter a value in place of a reference.`,
      input: [box.key],
    }
  );
};

/** The fields of a connection: what was typed, and the secrets that were left alone. */
const mergedFields = (
  { inputs }: Connection,
  typed: Record<string, unknown>,
  { form, forget = [] }: TypedConnection,
  former: EnteredConnection | undefined,
): Record<string, unknown> => {
  const kept = inputs.filter(
    (input) =>
      former?.fields[input.key] !== undefined &&
      isSecretField(input, former.fields[input.key]) &&
      !Object.hasOwn(form, input.key) &&
      !forget.includes(input.key),
  );
  return { ...typed, ...Object.fromEntries(kept.map(({ key }) => [key, former?.fields[key]])) };
};

const tokenOf = (
  { form, forget = [] }: TypedConnection,
  former: EnteredConnection | undefined,
): EnteredConnection["token"] => {
  const entered = form[signInTokenKey];
  const text = entered && "value" in entered ? String(entered.value ?? "").trim() : "";
  if (text !== "") return { access_token: text };
  return forget.includes(signInTokenKey) ? undefined : former?.token;
};

const missing = ({ inputs }: Connection, fields: Record<string, unknown>): RunProblem | undefined => {
  const empty = inputs.find(
    (input) =>
      input.shown !== false &&
      (isMissing(input, fields) || (input.required === true && fields[input.key] === "")),
  );
  return empty && { message: `${empty.label}: enter it, it is required.`, input: [empty.key] };
};

/**
 * The connection that a page typed, ready to be kept, or the box that has to be mended.
 * @throws RequestError for an unknown kind, or one that is no longer there
 */
export const readTyped = (
  { component, connections, files, secrets: typedSecrets }: Workbench,
  typed: TypedConnection,
): { shelved: ShelvedConnection } | { problem: RunProblem } => {
  const declared = declaredOf(component.get().component, typed.kind);
  const changed = typed.id === undefined ? undefined : connections.typed(typed.id);
  // Of another kind, its secrets would have other meanings.
  const former = changed?.entered.key === declared.key ? changed.entered : undefined;
  const refused = refuseReference(declared, typed.form);
  if (refused) return { problem: refused };
  const resolved = resolveForm(
    declared.inputs,
    { ...typed.form },
    {
      ...{ files, secrets: typedSecrets, resultOf: () => undefined },
    },
  );
  const fields = mergedFields(declared, resolved, typed, former);
  const problem = missing(declared, fields);
  if (problem) return { problem };
  const token = signsIn(declared) ? tokenOf(typed, former) : undefined;
  const endpoint = String(fields["endpoint"] ?? "");
  const address = endpoint === "" ? "OpenAI" : shownAddress(endpoint, "Endpoint");
  const description = `${declared.label} at ${address}`;
  const secrets = [...secretTexts(declared.inputs, fields), ...Object.values(token ?? {}).map(String)];
  return {
    shelved: {
      id: changed?.id ?? `typed-${randomUUID()}`,
      label: typed.label ?? description.slice(0, longestLabel),
      ...{ origin: "typed", description, secrets: hiddenSpellings(secrets) },
      entered: { key: declared.key, fields, ...(token && { token }) },
    },
  };
};
