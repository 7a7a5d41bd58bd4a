import { PNG } from "pngjs";
import { budget, bulkOptions, fallbacks, prices, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** A picture of one color. */
const picture = (red: number): string => {
  const png = new PNG({ width: 64, height: 64 });
  for (let place = 0; place < png.data.length; place += 4) png.data.set([red, 0, 0, 255], place);
  return `data:image/png;base64,${PNG.sync.write(png).toString("base64")}`;
};

/** A text; texts of which one is empty, with images, for the judge that the connection has; and fallbacks, which Content Safety lacks. */
export const moderateContent: StepCase = {
  required: { text: "Please kill the process." },
  every: [
    { text: "I will stab you." },
    {
      model: "omni-moderation-latest",
      texts: JSON.stringify(["A nice day.", "", "Those vermin!"]),
      files: [picture(255), picture(0)],
      by: "automatic",
      thresholds: {
        severities: [{ key: "violence", value: "6" }],
        scores: [{ key: "SelfHarm", value: "0.3" }],
      },
      budget,
      requestOptions,
    },
    {
      text: "Please kill the process.",
      model: "omni-moderation-latest",
      by: "contentFilter",
      ...fallbacks,
      bulkOptions,
      prices,
    },
  ],
};
