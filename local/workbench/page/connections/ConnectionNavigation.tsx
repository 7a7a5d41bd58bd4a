import type { ConnectionKindView, ConnectionOrigin, ConnectionView } from "../../wire/connection";
import { addressOf, route } from "../app/route";

interface Shown {
  connections: readonly ConnectionView[];
  kinds: readonly ConnectionKindView[];
}

const groups: ReadonlyArray<readonly [origin: ConnectionOrigin, title: string]> = [
  ["local", "Local services"],
  ["environment", "Environment"],
  ["typed", "Typed"],
];

const Entry = ({ address, label, isCurrent }: { address: string; label: string; isCurrent: boolean }) => (
  <li>
    <a href={address} aria-current={isCurrent ? "true" : undefined}>
      {label}
    </a>
  </li>
);

const Group = ({
  title,
  connections,
  shown,
}: {
  title: string;
  connections: readonly ConnectionView[];
  shown: string;
}) =>
  connections.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul class="side-list">
        {connections.map(({ id, label }) => (
          <Entry key={id} address={addressOf("connections", id)} label={label} isCurrent={id === shown} />
        ))}
      </ul>
    </section>
  );

/** The list of connections by where they come from, and the ways to type one. */
export const ConnectionNavigation = ({ connections, kinds }: Shown) => {
  const [, asked = "", about = ""] = route.value;
  const shown = asked === "edit" ? about : asked || (connections[0]?.id ?? "");
  return (
    <nav class="side" aria-label="Connections">
      {groups.map(([origin, title]) => (
        <Group
          key={origin}
          title={title}
          connections={connections.filter((one) => one.origin === origin)}
          shown={shown}
        />
      ))}
      <section>
        <h2>Type a new one</h2>
        <ul class="side-list">
          {kinds.map(({ key, label }) => (
            <Entry
              key={key}
              address={addressOf("connections", "new", key)}
              label={label}
              isCurrent={asked === "new" && about === key}
            />
          ))}
        </ul>
      </section>
    </nav>
  );
};
