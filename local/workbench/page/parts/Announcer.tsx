import { announced } from "./announce";

/** The place from which sentences are read aloud; a page that announces has it once. */
export const Announcer = () => {
  const { sentence, number } = announced.value;
  return (
    <div class="unseen" aria-live="polite">
      <span key={number}>{sentence}</span>
    </div>
  );
};
