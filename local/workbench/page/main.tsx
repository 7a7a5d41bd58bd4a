import { render } from "preact";
import { App } from "./app/App";
import { followEvents } from "./app/events";
import "./app/theme.css";
import "./app/frame.css";
import "./app/forcedColors.css";
import "./app/reducedMotion.css";

const place = document.getElementById("page");
if (place) {
  render(<App />, place);
  followEvents();
}
