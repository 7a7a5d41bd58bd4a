import { cleanName } from "../../inputs/cleaners";
import { refuseIdle } from "../../inputs/rivalInputs";
import { readAt, refuseInput } from "../../text/InputError";
import { type GivenRecording, readGivenRecording } from "./recordingInputs";

/** What a step says of speakers. */
interface SpeakerInputs {
  detail?: string | undefined;
  prompt?: string | undefined;
}

const label = "Known Speakers";

/**
 * The speakers that a step knows, each with a recording.
 * @throws InputError with the name of one whose recording can't be read; with the label of an input that models which
 * tell speakers apart don't take, or that no other models do.
 */
export const speakersIn = (
  { detail, prompt }: SpeakerInputs,
  pairs: ReadonlyArray<readonly [name: string, value: unknown]> = [],
): Array<{ name: string; audio: GivenRecording }> => {
  if (detail === "speakers") refuseIdle(["Prompt", prompt], "models that tell speakers apart take none");
  else
    refuseIdle(
      [label, pairs.length > 0 ? pairs : undefined],
      "Detail is not Speakers",
      "Choose that, or leave it empty.",
    );
  return pairs.map(([name, value]) => ({
    name: cleanName(label)(name) ?? refuseInput(label, "a name is empty."),
    audio: readAt(name, () => readGivenRecording(label, value)),
  }));
};
