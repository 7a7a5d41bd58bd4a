import { isEmpty, refuse } from "../../inputs/cleaners";
import { cleanTextPairs } from "../../inputs/cleanTextPairs";
import { numberInput, pairsInput, textInput } from "../../inputs/kinds";
import { type Category, elseCategory } from "../../text/classification";
import { refuseInput } from "../../text/InputError";

const label = "Categories";
const accepted = "Enter the name of each category, and what belongs to it.";
/** Azure takes 500 values of an enum. */
const mostCategories = 400;

const cleanCategories = (value: unknown): Category[] => {
  const categories = cleanTextPairs(label)(value).map(([name, description]) => ({
    name: name.toWellFormed(),
    description: description.trim(),
  }));
  if (categories.length === 0) return refuse(label, "", accepted);
  if (categories.length > mostCategories)
    refuseInput(label, `there are ${categories.length}.`, `Enter ${mostCategories} at most.`);
  const names = new Set<string>();
  for (const { name } of categories) {
    if (name.toLowerCase() === elseCategory.toLowerCase())
      refuse(label, name, `${elseCategory} is always there, for texts that no category fits.`);
    if (names.has(name)) refuseInput(label, `${name} is there twice.`, "Give each category another name.");
    names.add(name);
  }
  return categories;
};

/** Input for the categories. */
export const categories = {
  ...pairsInput({
    label,
    keyLabel: "Category",
    comments: "The name of each category, and what belongs to it. A text that no category fits is Else.",
    placeholder: "Enter what belongs to the category",
    example: "Questions on invoices and payments",
  }),
  required: true as const,
  clean: cleanCategories,
};

/**
 * The same where each category is a branch of the flow, which the platform finds by the name as it was entered.
 * @throws InputError with the label for a name with blanks around it.
 */
export const branchCategories = {
  ...categories,
  comments: "The name of each branch, and which texts go there. A text that fits no branch goes to Else.",
  clean: (value: unknown): Category[] => {
    const cleaned = cleanCategories(value);
    for (const { key } of Array.isArray(value) ? (value as Array<{ key?: unknown }>) : [])
      if (!isEmpty(key) && String(key) !== String(key).trim())
        refuse(label, key, "Remove the blanks around the name.");
    return cleaned;
  },
};

/** Input for rules and examples. */
export const instructions = textInput({
  label: "Instructions",
  comments: "Rules and examples beside the descriptions of the categories.",
  placeholder: "Enter rules and examples",
  example: 'An angry text about money is Billing. "Where is my receipt?" is Billing.',
});

/** Input for the most categories of a text. */
export const mostLabels = numberInput({
  label: "Most Categories",
  default: "1",
  comments: "How many categories a text may get, at most.",
  example: "1",
  range: { min: 1, max: mostCategories, isInteger: true },
});
