/** The sentence with which the services refuse to answer within a limit that is too low for a model's thoughts. */
export const outputLimitReached = /max_tokens or model output limit was reached/i;
