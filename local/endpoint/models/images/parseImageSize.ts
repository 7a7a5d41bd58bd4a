const fixedSizes = ["1024x1024", "1024x1536", "1536x1024"];
const step = 16;
const maximumEdge = 3840;
const maximumAspect = 3;
const minimumArea = 655_360;
const maximumArea = 8_294_400;

/**
 * The size asked for in pixels (`auto` is a square of 1024), or why the service refuses it. Models named
 * gpt-image-1 have three sizes; later ones, and deployments with a name of their own, are free within limits.
 */
export const parseImageSize = (
  size: unknown,
  model: string,
): { width: number; height: number } | { message: string } => {
  if (size === "auto" || size === null) return { width: 1024, height: 1024 };
  const found = typeof size === "string" ? /^(\d{1,5})x(\d{1,5})$/.exec(size) : null;
  const refused = (why: string) => ({ message: `Invalid size '${String(size)}'. ${why}` });
  const isFixed = /^gpt-image-1(?:$|[-.])/.test(model);
  if (found === null || (isFixed && !fixedSizes.includes(String(size)))) {
    return refused(
      isFixed
        ? `Supported sizes are ${fixedSizes.join(", ")} and auto.`
        : "Expected WIDTHxHEIGHT, such as 1024x1024, or auto.",
    );
  }
  const width = Number(found[1]);
  const height = Number(found[2]);
  if (width % step !== 0 || height % step !== 0) return refused(`Both edges must be multiples of ${step}.`);
  if (Math.max(width, height) > maximumEdge) return refused(`An edge must not exceed ${maximumEdge} pixels.`);
  if (Math.max(width, height) > maximumAspect * Math.min(width, height)) {
    return refused(`One edge must not be more than ${maximumAspect} times the other.`);
  }
  const area = width * height;
  if (area < minimumArea || area > maximumArea) {
    return refused(`The area must be between ${minimumArea} and ${maximumArea} pixels.`);
  }
  return { width, height };
};
