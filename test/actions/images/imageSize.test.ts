import { cleanImageSize } from "../../../src/actions/images/imageSize";
import { refusalOf } from "../../inputs/refusal";

describe("an image size", () => {
  test.each<[unknown]>([[undefined], [null], [""], ["  "]])("is left empty: %j", (value) => {
    expect(cleanImageSize(value)).toBeUndefined();
  });

  test.each([
    "auto",
    "1024x1024",
    "1024x1536",
    "1536x1024",
    "1024x1792",
    "1792x1024",
    "2048x2048",
    "2160x3840",
    "3840x2160",
  ])("is one of the common ones: %s", (size) => {
    expect(cleanImageSize(size)).toBe(size);
  });

  test.each([
    ["the smallest area", "640x1024"],
    ["the largest area", "3840x2160"],
    ["the largest area as a square", "2880x2880"],
    ["the widest aspect", "1536x512"],
    ["the tallest aspect", "512x1536"],
    ["the longest edge at the widest aspect", "3840x1280"],
    ["an odd multiple of 16", "1008x1008"],
  ])("is free within the bounds: %s", (_what, size) => {
    expect(cleanImageSize(size)).toBe(size);
  });

  test.each([
    ["1024 x 1024", "1024x1024"],
    ["1024X1536", "1024x1536"],
    [" 1024×1024 ", "1024x1024"],
    ["1024*1024", "1024x1024"],
    ["AUTO", "auto"],
    ["01024x01024", "1024x1024"],
  ])("is tidied: %j becomes %s", (entered, size) => {
    expect(cleanImageSize(entered)).toBe(size);
  });

  test.each<[string, unknown]>([
    ["an area below the smallest", "512x512"],
    ["an area one step below the smallest", "640x1008"],
    ["an area one step above the largest", "3840x2176"],
    ["a square one step above the largest", "2896x2896"],
    ["no multiples of 16", "1000x1000"],
    ["a height that is no multiple of 16", "1024x1030"],
    ["an edge that is too long", "4096x4096"],
    ["an edge one step too long", "3856x2048"],
    ["an aspect one step too wide", "1552x512"],
    ["an aspect one step too tall", "512x1552"],
    ["zero", "0x0"],
    ["a negative edge", "-1024x1024"],
    ["a decimal edge", "1024.0x1024"],
    ["one number", "1024"],
    ["a number", 1024],
    ["three numbers", "1024x1024x1024"],
    ["a word", "banana"],
    ["units", "1024px x 1024px"],
    ["an object", { width: 1024, height: 1024 }],
    ["digits without end", `${"9".repeat(400)}x1024`],
  ])("is refused with the rule: %s", (_what, value) => {
    const message = refusalOf(cleanImageSize, value);
    expect(message).toMatch(/^Image Size: .*width x height such as 1024x1024: multiples of 16/);
  });
});
