import { useState } from "preact/hooks";
import type { ConnectionField, ConnectionView } from "../../wire/connection";
import { post, sentenceOf } from "../app/api";
import { addressOf, goTo } from "../app/route";
import { Problem } from "../parts/Problem";
import { Diagnosis } from "./Diagnosis";

const pairText = (pair: unknown): string => {
  const { key, value } = Object(pair) as { key?: unknown; value?: unknown };
  return `${String(key ?? "")}: ${String(value ?? "")}`;
};

const Value = ({ field: { isSecret, isSet, value } }: { field: ConnectionField }) => {
  if (!isSet) return <span class="quiet">Left alone</span>;
  if (isSecret) return <span class="is-secret">Set, not shown</span>;
  return <span class="code">{Array.isArray(value) ? value.map(pairText).join("\n") : String(value)}</span>;
};

const Fields = ({ fields }: { fields: readonly ConnectionField[] }) => (
  <dl class="fields">
    {fields.map((field) => (
      <div key={field.key}>
        <dt>{field.label}</dt>
        <dd>
          <Value field={field} />
        </dd>
      </div>
    ))}
  </dl>
);

/** The buttons for a typed connection. */
const Changes = ({ id }: { id: string }) => {
  const [problem, setProblem] = useState<string>();
  const remove = (): void => {
    post(`/api/connections/${encodeURIComponent(id)}/delete`).then(
      () => goTo("connections"),
      (error: unknown) => setProblem(sentenceOf(error)),
    );
  };
  return (
    <>
      <div class="actions">
        <a class="button" href={addressOf("connections", "edit", id)}>
          Edit
        </a>
        <button type="button" onClick={remove}>
          Delete
        </button>
      </div>
      {problem !== undefined && <Problem sentence={problem} />}
    </>
  );
};

/** One connection: what is entered, its checks, and for a typed one its changes. */
export const ConnectionDetail = ({ connection }: { connection: ConnectionView }) => {
  const { id, label, description, kindLabel, origin, fields } = connection;
  const left = fields.filter(({ isSet }) => !isSet);
  return (
    <article class="connection">
      <header class="connection-head">
        <h2>{label}</h2>
        {origin === "typed" && <Changes id={id} />}
      </header>
      <p class="quiet">
        {kindLabel}
        {description !== "" && description !== label && <> · {description}</>}
      </p>
      <Fields fields={fields.filter(({ isSet }) => isSet)} />
      {left.length > 0 && (
        <details>
          <summary>{left.length} fields left alone</summary>
          <Fields fields={left} />
        </details>
      )}
      <Diagnosis id={id} />
    </article>
  );
};
