import type { Component, Connection } from "@prismatic-io/spectral/dist/serverTypes";
import {
  type ConnectionField,
  type ConnectionKindView,
  type ConnectionView,
  signInTokenKey,
} from "../../wire/connection";
import type { ShelvedConnection } from "./ShelvedConnection";
import { isSecretField } from "./secretTexts";

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : (value ?? "") !== "";

/** True where the platform signs a user in. */
export const signsIn = (connection: Connection): boolean => "oauth2Type" in connection;

const kindOf = (connection: Connection): ConnectionKindView => ({
  key: connection.key,
  label: connection.label,
  description: connection.comments ?? "",
  signsIn: signsIn(connection),
  isOnPremises: connection.inputs.some(({ onPremiseControlled }) => onPremiseControlled === true),
});

/** The component's connections, as ways to type one. */
export const connectionKinds = ({ connections }: Component): ConnectionKindView[] => connections.map(kindOf);

const fieldsOf = ({ inputs }: Connection, { entered }: ShelvedConnection): ConnectionField[] =>
  inputs
    .filter(({ shown, type }) => shown !== false && type !== "template")
    .map((input) => {
      const { key, label } = input;
      const value = entered.fields[key];
      const isSecret = isSecretField(input, value);
      const isSet = isFilled(value);
      return { key, label, isSecret, isSet, ...(isSet && !isSecret && { value }) };
    });

/** A connection as pages may know it. */
export const showConnection = (component: Component, shelved: ShelvedConnection): ConnectionView => {
  const { id, label, origin, description, entered } = shelved;
  const declared = component.connections.find(({ key }) => key === entered.key);
  const token: ConnectionField = {
    ...{ key: signInTokenKey, label: "Access Token of a Sign-In", isSecret: true },
    isSet: entered.token !== undefined,
  };
  return {
    ...{ id, label, origin, description, kind: entered.key, kindLabel: declared?.label ?? entered.key },
    fields: declared ? [...(signsIn(declared) ? [token] : []), ...fieldsOf(declared, shelved)] : [],
  };
};
