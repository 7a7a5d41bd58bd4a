import type { Part } from "../../wire/catalogue";
import type { ConnectionField, ConnectionView } from "../../wire/connection";
import { type ConnectionKindView, signInTokenKey } from "../../wire/connection";
import type { EnteredForm } from "../../wire/entered";
import type { FormInput } from "../../wire/formInput";

/** The box for what the platform would keep after a sign-in. */
const signInToken: FormInput = {
  key: signInTokenKey,
  label: "Access Token of a Sign-In",
  type: "password",
  comments:
    "Stands for the sign-in, which the platform does. Paste a token, such as of az account get-access-token; it ends after about an hour.",
  placeholder: "Enter a token",
};

const kept = "Set; leave it alone to keep it";

/** The form of a connection: the boxes that people see, and what is set already. */
export const formOfKind = (part: Part, { signsIn }: ConnectionKindView, edited?: ConnectionView): Part => {
  const seen = part.inputs.filter(({ shown, type }) => shown !== false && type !== "template");
  const isKept = (key: string): boolean => secretsIn(edited).some((field) => field.key === key);
  return {
    ...part,
    inputs: [...(signsIn ? [signInToken] : []), ...seen].map((input) =>
      isKept(input.key) ? { ...input, required: false, placeholder: kept } : input,
    ),
  };
};

/** What is entered in a connection, as far as the page may know it. */
export const enteredIn = (edited: ConnectionView | undefined): EnteredForm =>
  Object.fromEntries(
    (edited?.fields ?? []).flatMap(({ key, value }) => (value === undefined ? [] : [[key, { value }]])),
  );

/** The secrets of a connection that are set. */
export const secretsIn = (edited: ConnectionView | undefined): ConnectionField[] =>
  (edited?.fields ?? []).filter(({ isSecret, isSet }) => isSecret && isSet);
