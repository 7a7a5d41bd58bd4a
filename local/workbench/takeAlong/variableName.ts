/** A key or a header's name as the name of an environment variable: `mcpAuthorization` as `MCP_AUTHORIZATION`. */
export const variableName = (key: string): string => {
  const words = key
    .slice(0, 100)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  const name = words.startsWith("_") ? words.slice(1) : words;
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`;
};
