import { choiceInput } from "./kinds";

/** Input for how closely the model looks at images. */
export const imageDetail = choiceInput({
  label: "Image Detail",
  comments: "How closely the model looks at images: high costs more tokens. Empty leaves it to the service.",
  placeholder: "Choose a detail",
  example: "low",
  choices: { low: "Low", high: "High", auto: "Automatic" },
});
