import { render } from "preact";
import { App } from "./app/App";
import { followEvents } from "./app/events";
import "./app/theme.css";

const place = document.getElementById("page");
if (place) {
  render(<App />, place);
  followEvents();
}
