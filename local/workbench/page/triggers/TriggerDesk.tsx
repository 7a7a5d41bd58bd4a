import type { Part } from "../../wire/catalogue";
import type { DeploymentView } from "../../wire/trigger";
import { PartForm } from "../forms/PartForm";
import { clockTime } from "../parts/clockTime";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { DeliverySection } from "./DeliverySection";
import { PollSection } from "./PollSection";
import { StateSection } from "./StateSection";
import { TriggerRuns } from "./TriggerRuns";
import { type TriggerWork, useTrigger } from "./useTrigger";

const Deployment = ({ deployment }: { deployment: DeploymentView | undefined }) =>
  deployment ? (
    <p class="deployment is-deployed">
      <span aria-hidden="true">●</span> Deployed at {clockTime(deployment.atMs)}
      {deployment.connectionLabel !== undefined && <> with {deployment.connectionLabel}</>}
    </p>
  ) : (
    <p class="deployment">
      <span aria-hidden="true">○</span> Not deployed
    </p>
  );

const FormButtons = ({ work: { view, isBusy, isChanged, act } }: { work: TriggerWork }) => {
  const isDeployed = view?.deployment !== undefined;
  return (
    <div class="actions">
      <button type="submit" class={isDeployed && !isChanged ? "" : "main"} disabled={isBusy}>
        {isDeployed ? "Deploy again" : "Deploy"}
      </button>
      <button type="button" disabled={isBusy || !isDeployed} onClick={() => void act("remove")}>
        Remove
      </button>
    </div>
  );
};

const FormSection = ({ work, triggerKey }: { work: TriggerWork; triggerKey: string }) => {
  const { value: part, problem } = useLoaded<Part>(`/api/parts/trigger/${encodeURIComponent(triggerKey)}`, [
    "component",
  ]);
  const { form, view, formProblem, isChanged } = work;
  return (
    <form
      class="trigger-form"
      aria-label="Form"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        work.deploy();
      }}
    >
      <Deployment deployment={view?.deployment} />
      {isChanged && <p class="note">The form was changed since: deploy it again for it to count.</p>}
      {problem !== undefined && <Problem sentence={problem} />}
      {formProblem && <Problem sentence={formProblem.message} />}
      {part && (
        <PartForm
          part={part}
          state={form.value}
          onChange={(state) => {
            form.value = state;
          }}
          problem={formProblem}
        />
      )}
      <FormButtons work={work} />
    </form>
  );
};

/** One trigger: its form, what can be done with it, what came of that, and what it keeps. */
export const TriggerDesk = ({ triggerKey }: { triggerKey: string }) => {
  const work = useTrigger(triggerKey);
  const { view, problem } = work;
  return (
    <article class="trigger">
      {view && <p class="trigger-about">{view.description}</p>}
      {problem !== undefined && <Problem sentence={problem} />}
      <div class="trigger-columns">
        <FormSection work={work} triggerKey={triggerKey} />
        {view && (
          <div class="trigger-work">
            {view.isPolling ? (
              <PollSection work={work} view={view} />
            ) : (
              <DeliverySection work={work} view={view} />
            )}
            <TriggerRuns view={view} />
            <StateSection work={work} view={view} />
          </div>
        )}
      </div>
    </article>
  );
};
