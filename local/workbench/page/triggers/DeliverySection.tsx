import { useState } from "preact/hooks";
import { type DeliveryManner, deliveryManners, type TriggerView } from "../../wire/trigger";
import type { TriggerWork } from "./useTrigger";

/** Each way to deliver: what its button says, and what it stands for. */
const manners: Readonly<Record<DeliveryManner, readonly [label: string, about: string]>> = {
  good: ["Well signed", "As the service sends it."],
  late: ["Late", "Signed ten minutes ago, as one that somebody caught and plays again."],
  twice: ["Twice", "With the same id, as when the first answer was lost: the branch Duplicate."],
  forged: ["Forged", "Signed with another secret."],
  changed: ["Changed on the way", "Its body is not the one that was signed."],
  unsigned: ["Without a signature", "As anybody can call the address."],
  notAnEvent: ["Not an event", "Well signed, but with another body."],
};

const usualType = "batch.completed";

const EventFields = ({
  view,
  eventType,
  objectId,
  onType,
  onObject,
}: {
  view: TriggerView;
  eventType: string;
  objectId: string;
  onType(type: string): void;
  onObject(id: string): void;
}) => (
  <div class="event-fields">
    <div>
      <label for="event-type">Event type</label>
      <select id="event-type" value={eventType} onChange={({ currentTarget }) => onType(currentTarget.value)}>
        {view.eventTypes.map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
    </div>
    <div>
      <label for="event-object">Id of the object</label>
      <input
        id="event-object"
        value={objectId}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => onObject(currentTarget.value)}
      />
    </div>
  </div>
);

/** Sends events to a webhook, signed and otherwise. */
export const DeliverySection = ({ work, view }: { work: TriggerWork; view: TriggerView }) => {
  const [eventType, setType] = useState(usualType);
  const [objectId, setObject] = useState("batch_7f1c0a");
  const isOff = work.isBusy || !view.deployment;
  return (
    <section aria-label="Deliveries">
      <EventFields {...{ view, eventType, objectId }} onType={setType} onObject={setObject} />
      <ul class="manners">
        {deliveryManners.map((manner) => (
          <li key={manner}>
            <button
              type="button"
              class={manner === "good" ? "main" : ""}
              disabled={isOff}
              aria-describedby={`about-${manner}`}
              onClick={() => void work.act("deliver", { manner, eventType, objectId })}
            >
              {manners[manner][0]}
            </button>
            <span class="quiet" id={`about-${manner}`}>
              {manners[manner][1]}
            </span>
          </li>
        ))}
      </ul>
      {!view.deployment && (
        <p class="quiet">
          Deploy the trigger first. With a connection, that creates a receiver at the service, whose secret
          signs what is sent here; with Signing Secret, that one does.
        </p>
      )}
    </section>
  );
};
