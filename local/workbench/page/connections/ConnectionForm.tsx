import { useMemo, useState } from "preact/hooks";
import type { Part } from "../../wire/catalogue";
import type { ConnectionKindView, ConnectionView, SavedConnection } from "../../wire/connection";
import type { RunProblem } from "../../wire/run";
import { post, sentenceOf } from "../app/api";
import { addressOf, goTo } from "../app/route";
import type { FormState } from "../forms/FormState";
import { PartForm } from "../forms/PartForm";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { enteredIn, formOfKind, secretsIn } from "./editedForm";

interface Place {
  kind: ConnectionKindView;
  edited?: ConnectionView;
}

const Notes = ({ kind: { signsIn, isOnPremises, description } }: { kind: ConnectionKindView }) => (
  <>
    <p class="quiet">{description}</p>
    {signsIn && (
      <p class="note">
        The platform signs users in; the workbench has no sign-in. Paste an access token in its place: steps
        use it, and nothing renews it. The ids and addresses of the sign-in are kept and not used here.
      </p>
    )}
    {isOnPremises && (
      <p class="note">
        The platform's agent fills in Host and Port. The workbench has no agent: enter where a tunnel to the
        service, or the service itself, listens.
      </p>
    )}
    <p class="note">
      It is held in the memory of the workbench until that ends. Secrets don't come back to this page.
    </p>
  </>
);

const Forgettable = ({
  edited,
  forget,
  onForget,
}: {
  edited: ConnectionView | undefined;
  forget: readonly string[];
  onForget(keys: string[]): void;
}) => {
  const set = secretsIn(edited);
  if (set.length === 0) return null;
  return (
    <fieldset class="forget">
      <legend>Secrets that are set</legend>
      {set.map(({ key, label }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={forget.includes(key)}
            onChange={({ currentTarget }) =>
              onForget(currentTarget.checked ? [...forget, key] : forget.filter((one) => one !== key))
            }
          />
          Forget {label}
        </label>
      ))}
    </fieldset>
  );
};

/** What is typed lives in this form alone, and goes with it: no secret stays in the page. */
const useTyped = ({ kind, edited }: Place) => {
  const [name, setName] = useState(edited?.label ?? "");
  const [state, setState] = useState<FormState>({ form: enteredIn(edited), connections: {} });
  const [forget, setForget] = useState<string[]>([]);
  const [problem, setProblem] = useState<RunProblem>();
  const save = (event: Event): void => {
    event.preventDefault();
    const asked = { kind: kind.key, label: name, form: state.form, forget };
    post<SavedConnection>("/api/connections", edited ? { ...asked, id: edited.id } : asked).then(
      (saved) => {
        if ("problem" in saved) setProblem(saved.problem);
        else goTo("connections", saved.connection.id);
      },
      (error: unknown) => setProblem({ message: sentenceOf(error) }),
    );
  };
  return { name, setName, state, setState, forget, setForget, problem, save };
};

/** The form of a typed connection, new or changed. */
export const ConnectionForm = ({ kind, edited }: Place) => {
  const { value: part, problem: unread } = useLoaded<Part>(
    `/api/parts/connection/${encodeURIComponent(kind.key)}`,
  );
  const typed = useTyped(edited ? { kind, edited } : { kind });
  const shown = useMemo(() => part && formOfKind(part, kind, edited), [part, kind, edited]);
  return (
    <form class="connection" onSubmit={typed.save} autocomplete="off">
      <h2>{edited ? `Edit ${edited.label}` : kind.label}</h2>
      <Notes kind={kind} />
      {unread !== undefined && <Problem sentence={unread} />}
      {typed.problem && <Problem sentence={typed.problem.message} />}
      <div class="name-row">
        <label for="connection-name">Name in the workbench</label>
        <input
          id="connection-name"
          value={typed.name}
          maxLength={100}
          placeholder="Its kind and address"
          onInput={({ currentTarget }) => typed.setName(currentTarget.value)}
        />
      </div>
      {shown && (
        <PartForm part={shown} state={typed.state} onChange={typed.setState} problem={typed.problem} />
      )}
      <Forgettable edited={edited} forget={typed.forget} onForget={typed.setForget} />
      <div class="actions">
        <button type="submit" class="main">
          Save
        </button>
        <a class="button" href={addressOf("connections", ...(edited ? [edited.id] : []))}>
          Cancel
        </a>
      </div>
    </form>
  );
};
