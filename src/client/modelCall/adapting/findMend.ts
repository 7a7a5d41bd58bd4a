import { settingLabel } from "../../answer/settingNames";
import type { Body, Mend } from "./mend";
import type { NamedParameter } from "./readNamedParameters";

const dropParameter = (name: string): Mend => ({
  about: name,
  apply: (body) => {
    if (body[name] === undefined) return undefined;
    const { [name]: _dropped, ...kept } = body;
    return { body: kept, sentence: `${settingLabel(name, "")} was left out, since the model refuses it.` };
  },
});

const isRefused = /unsupported|not support/i;

/** The change that a refusal asks for; undefined where it names nothing that was sent and may be changed. */
export const findMend = (sent: Body, named: readonly NamedParameter[]): Mend | undefined => {
  const refused = named.find(
    ({ name, sentence }) => name === "temperature" && name in sent && isRefused.test(sentence),
  );
  return refused && dropParameter(refused.name);
};
