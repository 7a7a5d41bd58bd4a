import type { ConnectionKinds, ConnectionView } from "../../wire/connection";
import { route } from "../app/route";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { ConnectionDetail } from "./ConnectionDetail";
import { ConnectionForm } from "./ConnectionForm";
import { ConnectionNavigation } from "./ConnectionNavigation";
import "./connections.css";

interface Shown {
  connections: readonly ConnectionView[];
  kinds: ConnectionKinds["kinds"];
}

/** What the address asks for: a form, or one connection. */
const Detail = ({ connections, kinds }: Shown) => {
  const [, asked = "", about = ""] = route.value;
  const kind = kinds.find(({ key }) => key === about);
  if (asked === "new" && kind) return <ConnectionForm key={about} kind={kind} />;
  const edited = asked === "edit" ? connections.find(({ id }) => id === about) : undefined;
  const editedKind = kinds.find(({ key }) => key === edited?.kind);
  if (edited && editedKind) return <ConnectionForm key={about} kind={editedKind} edited={edited} />;
  const wanted = connections.find(({ id }) => id === asked);
  const shown = wanted ?? connections[0];
  return (
    <>
      {asked !== "" && !wanted && <Problem sentence="This connection is no longer there." />}
      {shown && <ConnectionDetail key={shown.id} connection={shown} />}
    </>
  );
};

/** The page Connections: those of the local services, of the environment, and typed ones. */
export const ConnectionsPage = () => {
  const { value: connections, problem } = useLoaded<ConnectionView[]>("/api/connections", [
    "connections",
    "component",
  ]);
  const { value: ways } = useLoaded<ConnectionKinds>("/api/connections/kinds", ["component"]);
  return (
    <>
      <h1>Connections</h1>
      {problem !== undefined && <Problem sentence={problem} />}
      {ways?.problems.map((sentence) => (
        <Problem key={sentence} sentence={`The environment: ${sentence}`} />
      ))}
      {connections && ways && (
        <div class="columns">
          <ConnectionNavigation connections={connections} kinds={ways.kinds} />
          <Detail connections={connections} kinds={ways.kinds} />
        </div>
      )}
    </>
  );
};
