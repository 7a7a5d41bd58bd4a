/** The service's rule for names of tools. */
export const toolName = /^[a-zA-Z0-9_-]{1,64}$/;
