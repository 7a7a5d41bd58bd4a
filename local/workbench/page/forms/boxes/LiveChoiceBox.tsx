import { useContext } from "preact/hooks";
import type { AskedChoices } from "../../../wire/choices";
import type { Choice } from "../../../wire/formInput";
import { post } from "../../app/api";
import { textOf } from "../enteredValue";
import { FormPlaceContext } from "../FormPlace";
import type { BoxProps } from "./boxProps";
import { Combobox } from "./Combobox";
import { hintOf } from "./hintOf";

/** A box that offers what a data source finds at the service. Anything else can be typed all the same. */
export const LiveChoiceBox = ({ input, value, onValue, control }: BoxProps) => {
  const { state } = useContext(FormPlaceContext);
  const asked: AskedChoices = { dataSource: input.dataSource ?? "", ...state };
  return (
    <Combobox
      control={control}
      text={textOf(value)}
      placeholder={hintOf(input)}
      onText={onValue}
      source={{ key: asked.dataSource, load: (signal) => post<Choice[]>("/api/choices", asked, signal) }}
    />
  );
};
