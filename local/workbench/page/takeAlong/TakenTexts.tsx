import type { ComponentChildren } from "preact";
import type { TakenAlong, TakenText } from "../../wire/takenText";
import { Tabs } from "../parts/Tabs";
import { TakenFile } from "./TakenFile";

interface TakenTextsProps {
  taken: TakenAlong;
  /** What stands beside the name of the step. */
  children?: ComponentChildren;
}

const Notes = ({ notes }: { notes: readonly string[] }) => (
  <ul class="take-notes" aria-label="What is left to do">
    {notes.map((note) => (
      <li key={note}>{note}</li>
    ))}
  </ul>
);

const Shown = ({ text, common }: { text: TakenText; common: readonly string[] }) => {
  const notes = [...text.notes, ...(text.parts.length > 0 ? common : [])];
  return (
    <>
      {notes.length > 0 && <Notes notes={notes} />}
      {text.parts.map((part) => (
        <TakenFile key={part.name} part={part} />
      ))}
    </>
  );
};

/** A step as texts, one of which is shown, each with what is left to fill in. */
export const TakenTexts = ({ taken: { label, name, notes, texts }, children }: TakenTextsProps) => (
  <section aria-label="Texts">
    <header class="take-head">
      <h2>
        {label} <code class="quiet">{name}</code>
      </h2>
      {children}
    </header>
    <Tabs
      label="Forms of the step"
      tabs={texts.map((text) => ({
        key: text.form,
        label: text.title,
        show: () => <Shown text={text} common={notes} />,
      }))}
    />
  </section>
);
