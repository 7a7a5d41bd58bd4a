import { readTokenPrice, type TokenPrices } from "../../text/tokenPrice";
import { refuseField } from "../endpoint/FieldError";
import { quoted } from "../endpoint/quoted";
import { pairsField } from "./connectionFields";
import type { ConnectionValue } from "./credential";

const wanted =
  "Enter what a million input, cached input and output tokens cost, such as 1.25 / 0.125 / 10, or without the second.";

/**
 * Reads the connection's Prices.
 * @throws FieldError with the field's label for an entry that is not a price.
 */
export const pricesField = (connection: ConnectionValue): TokenPrices => {
  const { prices } = connection.fields;
  if (typeof prices === "string" && prices.trim() !== "")
    refuseField("Prices", "this is no list of models and prices.", wanted);
  return new Map(
    pairsField(connection, "prices").map(([name, text]) => {
      const price = readTokenPrice(text);
      if (price) return [name.toLowerCase(), price] as const;
      return refuseField("Prices", `that of ${quoted(name, "a model")} is no price.`, wanted);
    }),
  );
};
