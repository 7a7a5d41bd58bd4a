import { useState } from "preact/hooks";
import type { MadeThings, TriggerView } from "../../wire/trigger";
import type { TriggerWork } from "./useTrigger";

const MadeList = ({ made: { made } }: { made: MadeThings }) => (
  <p>
    Made, for the next poll to find:{" "}
    {Object.entries(made).map(([name, id]) => (
      <span key={name} class="made code">
        {name} {id}
      </span>
    ))}
  </p>
);

/** Polls, and makes something that a poll finds. */
export const PollSection = ({ work, view }: { work: TriggerWork; view: TriggerView }) => {
  const [made, setMade] = useState<MadeThings>();
  const { deployment } = view;
  const make = async (): Promise<void> => setMade((await work.act("make")) as MadeThings | undefined);
  return (
    <section aria-label="Poll">
      <div class="actions">
        <button
          type="button"
          class="main"
          disabled={work.isBusy || !deployment}
          onClick={() => void work.act("poll")}
        >
          Poll now
        </button>
        <button type="button" disabled={work.isBusy || !deployment?.canPrepare} onClick={() => void make()}>
          Make something happen
        </button>
      </div>
      <p class="quiet">
        {deployment
          ? deployment.canPrepare
            ? "The platform polls on a schedule; here, each click is one poll. Something to find is made at the local endpoint."
            : "The platform polls on a schedule; here, each click is one poll. Something is made with a local connection alone, since it would cost elsewhere."
          : "Deploy the trigger first: it reports what ends after that."}
      </p>
      <div aria-live="polite">{made && <MadeList made={made} />}</div>
    </section>
  );
};
