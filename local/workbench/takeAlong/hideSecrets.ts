import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isSecretName, suspectsIn } from "../../../src/client/identity/secretNames";
import { looksLikeKey } from "../../../src/text/secretPieces";
import { redactorOf } from "../../cli/redact";
import { isRecord } from "../../platform/isRecord";
import { hiddenText } from "./hiddenText";
import type { EnteredValue, EnteredValues, TakenConnection, TakenExchange, TakenStep } from "./takenStep";
import { variableName } from "./variableName";

/** A longer value is kept in a file. */
const longestValue = 100_000;

/** A header's or parameter's value is secret by its name, by its form, or as what follows Bearer. */
const isSecretHeader = (key: string, value: string): boolean =>
  isSecretName(key) ||
  suspectsIn(key, value).length > 0 ||
  looksLikeKey(value) ||
  /^(Bearer|Basic)\s/i.test(value);

/** True for lists of headers and of parameters of an address. */
const isOfHeaders = (key: string): boolean => /header|query|parameter/i.test(key);

/** What stands literally in a value: in a template, what is no reference. */
const literalOf = (entered: EnteredValue): string => {
  if ("value" in entered) return entered.value;
  if (!("template" in entered)) return "";
  return entered.template
    .replaceAll(/\{\{[^{}]*\}\}/g, "")
    .replace(/^(Bearer|Basic)\s/i, "")
    .trim();
};

/** A step's values without its secrets. */
class Hiding {
  private readonly known: (text: string) => string;

  constructor(
    private readonly component: Component,
    secrets: readonly string[],
  ) {
    this.known = redactorOf(secrets);
  }

  text(text: string): string {
    return hiddenText(this.known(text));
  }

  value(input: Input | undefined, key: string, entered: EnteredValue): EnteredValue {
    if ("list" in entered) return { list: entered.list.map((entry) => this.value(input, key, entry)) };
    if ("group" in entered) return { group: this.values(input?.inputs ?? [], entered.group) };
    if ("pairs" in entered) {
      const pairs = entered.pairs.map((pair) => ({
        key: this.text(pair.key),
        entry: this.pairEntry(input, pair.key, pair.entry),
      }));
      return { pairs };
    }
    if ("reference" in entered) return { reference: this.text(entered.reference) };
    const isSecret = input?.type === "password" || (!input?.model && isSecretName(key));
    if (isSecret && literalOf(entered) !== "") return { secret: variableName(key) };
    if ("template" in entered) return { template: this.text(entered.template) };
    if (!("value" in entered)) return entered;
    return entered.value.length > longestValue
      ? { file: `${variableName(key).toLowerCase()}.txt` }
      : { value: this.text(entered.value) };
  }

  private pairEntry(input: Input | undefined, key: string, entry: EnteredValue): EnteredValue {
    const literal = literalOf(entry);
    const isHeader = isOfHeaders(input?.key ?? "");
    if (literal !== "" && isHeader && isSecretHeader(key, literal)) return { secret: variableName(key) };
    // The row of another list may well be called "key".
    return this.value(input, key === "key" && !looksLikeKey(literal) ? "" : key, entry);
  }

  values(inputs: readonly Input[], entered: EnteredValues): EnteredValues {
    return Object.fromEntries(
      Object.entries(entered).map(([key, value]) => [
        key,
        this.value(
          inputs.find((input) => input.key === key),
          key,
          value,
        ),
      ]),
    );
  }

  connection({ key, fields, secretFields }: TakenConnection): TakenConnection {
    const inputs = this.component.connections.find((connection) => connection.key === key)?.inputs ?? [];
    const isSecret = (name: string) => {
      const type = inputs.find((input) => input.key === name)?.type;
      return type === undefined ? isSecretName(name) : type === "password";
    };
    const isSet = ([, value]: [string, unknown]) => value !== "" && value !== undefined && value !== null;
    const set = Object.entries(fields).filter(isSet);
    return {
      key,
      fields: Object.fromEntries(
        set.filter(([name]) => !isSecret(name)).map(([name, value]) => [name, this.field(name, value)]),
      ),
      secretFields: [...new Set([...secretFields, ...set.map(([name]) => name).filter(isSecret)])],
    };
  }

  /** The names of extra headers are kept, their values where they are no secrets. */
  private field(field: string, value: unknown): unknown {
    if (!Array.isArray(value)) return this.text(String(value));
    return value.filter(isRecord).map((row) => {
      const [key, text] = [String(row["key"] ?? ""), String(row["value"] ?? "")];
      return {
        key: this.text(key),
        value: isOfHeaders(field) && isSecretHeader(key, text) ? "" : this.text(text),
      };
    });
  }

  exchange({ method, url, headers, body }: TakenExchange): TakenExchange {
    // The boundary of a form looks like a key.
    const shown = Object.entries(headers).filter(
      ([name, value]) => /^content-type$/i.test(name) || !isSecretHeader(name, value),
    );
    return {
      method,
      url: this.text(url),
      headers: Object.fromEntries(shown.map(([name, value]) => [name, this.text(value)])),
      ...(body !== undefined && { body: this.text(body) }),
    };
  }

  step(step: TakenStep): TakenStep {
    return {
      ...step,
      entered: this.values(step.operation.inputs, step.entered),
      connections: Object.fromEntries(
        Object.entries(step.connections).map(([key, connection]) => [key, this.connection(connection)]),
      ),
      earlier: step.earlier.map((earlier) => this.step(earlier)),
      exchanges: step.exchanges.map((exchange) => this.exchange(exchange)),
    };
  }
}

/**
 * A step in which each secret is a variable, or a mark where it is a part of a text, and each value above a hundred
 * thousand characters is a file.
 * @param secrets - what is known to be secret, such as the keys of the connections
 */
export const hideSecrets = (component: Component, step: TakenStep, secrets: readonly string[]): TakenStep =>
  new Hiding(component, secrets).step(step);
