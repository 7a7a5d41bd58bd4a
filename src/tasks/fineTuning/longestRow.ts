/** The model of OpenAI that trains with shorter rows than the others, as both services spell it. */
const shortModel = /^(?:ft:)?gpt-3\.?5-turbo/i;

/**
 * Tokens of a row that the services train a model with: 16,385 are documented for gpt-3.5-turbo, 65,536 for the models
 * of the gpt-4o and gpt-4.1 families, which stand for all others.
 */
export const longestRowOf = (model = ""): number => (shortModel.test(model) ? 16_385 : 65_536);
