/** The name of the type of a part's output, such as CreateImageOutput. */
export const outputTypeName = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1)}Output`;
