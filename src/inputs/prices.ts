import { structuredObjectInput } from "@prismatic-io/spectral";
import { numberInput } from "./kinds";

const price = (label: string, what: string, example: string) =>
  numberInput({
    label,
    comments: `The price of a million ${what}, in any currency. Empty leaves these tokens out of the cost.`,
    placeholder: "Enter a price",
    example,
    range: { min: 0, max: 1_000_000 },
  });

/**
 * Group of prices of a model's tokens. The connector has no prices of its own, because they depend on contract and
 * region.
 */
export const prices = structuredObjectInput({
  label: "Prices",
  comments:
    "What a million tokens cost, for the cost in the output. Empty means the Prices of the connection, if any.",
  inputs: {
    inputPrice: price("Input Price", "input tokens", "2.50"),
    cachedInputPrice: price("Cached Input Price", "input tokens that the service had cached", "0.25"),
    outputPrice: price("Output Price", "output tokens", "15"),
  },
});
