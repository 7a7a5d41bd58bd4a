import { PNG } from "pngjs";
import { budget, bulkOptions, prices, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** A picture of one color. */
const picture = (red: number): string => {
  const png = new PNG({ width: 64, height: 64 });
  for (let place = 0; place < png.data.length; place += 4) png.data.set([red, 0, 0, 255], place);
  return `data:image/png;base64,${PNG.sync.write(png).toString("base64")}`;
};

/** A text; and texts of which one is empty, with images. Whoever judges is the one that the connection has. */
export const moderateContent: StepCase = {
  required: { text: "Please kill the process." },
  every: [
    { text: "I will stab you." },
    {
      model: "omni-moderation-latest",
      texts: JSON.stringify(["A nice day.", "", "Those vermin!"]),
      files: [picture(255), picture(0)],
      by: "automatic",
      fallbackModels: ["omni-moderation-2024-09-26"],
      fallbackConnection: "Another connection",
      thresholds: {
        severities: [{ key: "violence", value: "6" }],
        scores: [{ key: "SelfHarm", value: "0.3" }],
      },
      bulkOptions,
      prices,
      budget,
      requestOptions,
    },
  ],
};
