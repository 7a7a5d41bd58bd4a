import { enteredParts } from "../forms/formStore";

type EnteredPart = ReturnType<typeof enteredParts>[number];

interface PlannedListProps {
  /** Kind and key of the form that is shown. */
  chosen: string;
  /** Where a form leads to. */
  leadTo(part: EnteredPart): string;
}

/** The forms of the session that have something in them, whether they were run or not. */
export const PlannedList = ({ chosen, leadTo }: PlannedListProps) => {
  const parts = enteredParts().filter(({ kind }) => kind !== "connection");
  if (parts.length === 0) return null;
  return (
    <nav aria-label="Forms as they are now">
      <h2>Forms as they are now</h2>
      <ul class="planned">
        {parts.map((part) => {
          const name = `${part.kind}/${part.key}`;
          return (
            <li key={name}>
              <a href={leadTo(part)} aria-current={name === chosen ? "true" : undefined}>
                {part.key}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};
