import { isObject } from "../../../../src/text/isObject";
import type { FormInput } from "../../wire/formInput";
import { membersOf } from "../forms/enteredValue";

/** A form as it is sent, without what hidden boxes hold. */
export const sentForm = (
  inputs: readonly FormInput[],
  form: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(form).map(([key, entered]) => {
      const input = inputs.find((one) => one.key === key);
      if (input?.type === "password") return [key, "(hidden)"];
      const isGroup = input?.inputs !== undefined && !input.collection && isObject(entered);
      return [key, isGroup ? { value: sentForm(input.inputs ?? [], membersOf(entered)) } : entered];
    }),
  );
